namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// `adopt --to cert-manager` of the native binary, on a control plane of its own: the custom resources are the cluster's.
/// </summary>
public abstract class CertManagerAdoptionTest(SharedCluster shared) : RotateTest(shared), IClassFixture<SharedCluster>
{
    private static readonly TimeSpan?[] TwoKubelets = [TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(1.2)];

    private readonly List<string> deployed = [];
    private CertManagerEmulator? manager;

    private protected CertManagerEmulator Manager => manager ?? throw new InvalidOperationException("the test has not begun");

    private protected TestCertificates Authority { get; } = new("webhook CA");

    public override async ValueTask DisposeAsync()
    {
        Authority.Dispose();
        if (manager is not null)
        {
            await manager.DisposeAsync();
        }
        foreach (var path in deployed)
        {
            await Cluster.Admin.DeleteAsync(path, Cancelled); // the next test has another version
        }
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task<ProgramResult> AdoptAsync(RotatingStage stage, params IReadOnlyList<string> flags) =>
        RunAsync(["adopt", stage.Configuration, "--to", "cert-manager", "--yes", .. flags]);

    private protected async Task<(ProgramResult Command, LoadResult Load)> AdoptUnderLoadAsync(
        RotatingStage stage, params IReadOnlyList<string> flags)
    {
        await using var load = await stage.LoadAsync(PerSecond + 10, Cancelled);
        await PauseAsync(0.5);
        var result = await AdoptAsync(stage, flags);
        await PauseAsync(1);
        return (result, await StopAsync(load));
    }

    /// <summary>It is cert-manager's by all marks, as it should be, and nothing is left of the way there.</summary>
    private protected async Task AssertHandedOverAsync(RotatingStage stage, params IReadOnlyList<string> expected)
    {
        await AssertSoundAsync([stage.Configuration, .. expected.SelectMany(code => (string[])["--disable", code])]);
        await AssertNothingUnderWayAsync(stage);
        var plan = await RotateAsync(stage.Configuration, "--dry-run=client", "-o", "json");
        Assert.Equal("cert-manager", Json.Text(Plugin.Document(plan), "strategy"));
    }

    /// <summary>A leaf and a CA of openssl, whose key nobody has.</summary>
    private protected Task<RotatingStage> ByHandAsync()
    {
        var profile = new RotatingProfile(
            async (service, ended) =>
            {
                var made = await OpenSslByHand.MakeAsync(service.ServerName, ended);
                var data = new Dictionary<string, string> { ["tls.crt"] = made.LeafPem, ["tls.key"] = made.KeyPem };
                await Make.SecretAsync(service.Namespace, "webhook-server-cert", "Opaque", data, ended);
                return made.AuthorityPem;
            },
            (pods, _, secret, _) =>
                ReloadingPod.Starts(pods, Cluster.Admin, secret, "controller-manager", RotatingProfile.Labels, TwoKubelets));
        return RotatingStage.MakeAsync(ReachingLoopback(), Make, profile, Cancelled);
    }

    /// <summary>The same with a CA whose key lies beside the leaf.</summary>
    private protected Task<RotatingStage> WithAuthorityKeyAsync() =>
        PlainStage.MakeAsync(ReachingLoopback(), Make, Authority, hasAuthorityKey: true, TwoKubelets, Cancelled);

    /// <summary>cert-manager is there from now on.</summary>
    private protected async Task StartAsync(RotatingStage stage, bool merges = true, bool reissuesUnmarked = true)
    {
        manager = await CertManagerEmulator.StartAsync(Cluster.Admin, stage.Namespace, merges, Cancelled);
        manager.Issuer.ReissuesUnmarked = reissuesUnmarked;
        await DeployAsync(stage.Namespace, "cainjector", merges ? "v1.21.1" : "v1.18.2");
    }

    /// <summary>What signs runs in a namespace, in which the Secrets of ClusterIssuers lie, too.</summary>
    private protected async Task StartControllerAsync(string home)
    {
        Manager.Issuer.Home = home;
        await DeployAsync(home, "controller", "v1.21.1");
    }

    private async Task DeployAsync(string home, string component, string version)
    {
        var name = component == "controller" ? "cert-manager" : component;
        var deployment = $$"""
            {"apiVersion":"apps/v1","kind":"Deployment",
             "metadata":{"name":"cert-manager-{{component}}","labels":{"app.kubernetes.io/name":"{{name}}",
              "app.kubernetes.io/component":"{{component}}","app.kubernetes.io/version":"{{version}}"} },
             "spec":{"selector":{"matchLabels":{"app.kubernetes.io/component":"{{component}}"} },
              "template":{"metadata":{"labels":{"app.kubernetes.io/component":"{{component}}"} },
               "spec":{"containers":[{"name":"cert-manager-{{component}}",
                "image":"quay.io/jetstack/cert-manager-{{component}}:{{version}}","args":["--v=2"]}]} } } }
            """;
        var collection = $"/apis/apps/v1/namespaces/{home}/deployments";
        await Cluster.Admin.CreateAsync(collection, deployment, Cancelled);
        deployed.Add($"{collection}/cert-manager-{component}");
    }
}
