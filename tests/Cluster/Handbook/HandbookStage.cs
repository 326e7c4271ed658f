namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What the handbook's commands meet on a cluster: the webhook web/my-webhook, which two pods serve and which guards the ConfigMaps of web.</summary>
internal sealed class HandbookStage : IAsyncDisposable
{
    public const string Name = "my-webhook";
    public const string Secret = "my-webhook-tls";

    private static readonly IReadOnlyDictionary<string, string> Labels = new Dictionary<string, string> { ["app"] = Name };
    private static readonly TimeSpan?[] TwoKubelets = [TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(1.2)];

    private readonly TestCertificates authority;
    private readonly PodStage pods;
    private readonly RollingDeployment deployment;

    private HandbookStage(TestCertificates authority, PodStage pods, MadeService service, RollingDeployment deployment)
    {
        this.authority = authority;
        this.pods = pods;
        this.deployment = deployment;
        Service = service;
    }

    /// <summary>The CA that signed what is served.</summary>
    public TestCertificates Authority => authority;

    public string Namespace => pods.Namespace;

    public MadeService Service { get; }

    /// <param name="control">Where.</param>
    /// <param name="make">What makes the objects.</param>
    /// <param name="namespace">Its namespace, `web` on pages.</param>
    /// <param name="state">As pages name it: `healthy`, or `expired` for a certificate that ended yesterday.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<HandbookStage> MakeAsync(
        ControlPlane control, ObjectMaker make, string @namespace, string state, CancellationToken cancellationToken)
    {
        var end = state switch
        {
            "healthy" => DateTimeOffset.UtcNow.AddDays(300),
            "expired" => DateTimeOffset.UtcNow.AddDays(-1),
            _ => throw new InvalidDataException($"no stage is called \"{state}\""),
        };
        var authority = new TestCertificates("my-webhook-ca", DateTimeOffset.UtcNow.AddDays(-400), DateTimeOffset.UtcNow.AddYears(9));
        var pods = await PodStage.MakeAsync(control, make, @namespace, cancellationToken);
        var service = await pods.ServiceAsync(Name, Labels, cancellationToken);
        var leaf = authority.Issue(new LeafProfile([service.ServerName]) { NotBefore = end.AddDays(-365), NotAfter = end });
        var data = new Dictionary<string, string>
        {
            ["tls.crt"] = leaf.ChainPem,
            ["tls.key"] = leaf.KeyPem,
            ["ca.crt"] = authority.Pem,
            ["ca.key"] = authority.KeyPem,
        };
        await make.SecretAsync(pods.Namespace, Secret, "Opaque", data, cancellationToken);
        var starts = ReloadingPod.Starts(pods, control.Admin, new ServingSecret(pods.Namespace, Secret), Name, Labels, TwoKubelets);
        var deployment = await RollingDeployment.StartAsync(pods, control.Admin, Name, Labels, starts, cancellationToken);
        foreach (var pod in deployment.Pods)
        {
            pod.Server.Behaviour = new WebhookBehaviour.Allow();
        }
        await pods.PublishAsync(cancellationToken);
        var configuration = Manifest.WebhookConfiguration(
            "ValidatingWebhookConfiguration", Name, [new WebhookEntry(service, authority.Pem) { Name = "my-webhook.example.com" }]);
        await make.ClusterScopedAsync(BundleTarget.Validating(Name).Collection, Name, configuration, cancellationToken);
        await UntilCalledAsync(control.Admin, deployment, pods.Namespace, cancellationToken);
        return new HandbookStage(authority, pods, service, deployment);
    }

    public async ValueTask DisposeAsync()
    {
        await deployment.DisposeAsync();
        await pods.DisposeAsync();
        authority.Dispose();
    }

    // the API server knows of the configuration a moment later
    private static async Task UntilCalledAsync(ApiClient client, RollingDeployment deployment, string @namespace, CancellationToken cancellationToken)
    {
        while (deployment.Pods.Sum(pod => pod.Server.ConnectionCount) == 0)
        {
            await GuardedRequest.SendAsync(client, @namespace, cancellationToken);
            await Task.Delay(50, cancellationToken);
        }
    }
}
