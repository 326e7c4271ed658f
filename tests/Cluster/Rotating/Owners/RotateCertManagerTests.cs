namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// `rotate` where cert-manager issues and its injector writes the bundles, on a control plane of its own: the custom resource is the cluster's.
/// </summary>
public sealed class RotateCertManagerTests(SharedCluster shared) : RotateTest(shared), IClassFixture<SharedCluster>
{
    private static readonly TimeSpan?[] TwoKubelets = [TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(1.2)];

    private CertManagerEmulator? manager;
    private string injector = "";

    private CertManagerEmulator Manager => manager ?? throw new InvalidOperationException("the test has not begun");

    public override async ValueTask DisposeAsync()
    {
        if (manager is not null)
        {
            await manager.DisposeAsync();
            await Cluster.Admin.DeleteAsync(injector, Cancelled); // the next test has another version
        }
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)] // the CA stays, so there is nothing to merge
    public async Task It_is_asked_to_issue_anew_and_no_request_fails(bool merges, bool isSelfSigned)
    {
        await using var stage = await StageAsync(merges, isSelfSigned);
        var before = await StateAsync(stage);

        AssertDone(await RotateUnderLoadAsync(stage));

        var after = await StateAsync(stage);
        await AssertServedAnewAsync(stage, before);
        Assert.Equal(2, await RevisionAsync());
        Assert.Equal(isSelfSigned, before.Bundle != after.Bundle);
        Assert.EndsWith(after.Text("ca.crt"), after.Bundle, StringComparison.Ordinal);
        await AssertSoundAsync(stage.Configuration);
        await AssertNothingUnderWayAsync(stage);
    }

    [Fact]
    public async Task A_ca_that_its_issuer_has_replaced_is_merged_and_no_request_fails()
    {
        await using var stage = await StageAsync(merges: true, isSelfSigned: false);
        var before = await StateAsync(stage);
        Manager.Issuer.ReplaceAuthority();

        AssertDone(await RotateUnderLoadAsync(stage));

        var after = await StateAsync(stage);
        await AssertServedAnewAsync(stage, before);
        Assert.Equal(before.Bundle + Manager.Issuer.Authority.Pem, after.Bundle);
        await AssertSoundAsync(stage.Configuration);
        await AssertNothingUnderWayAsync(stage);
    }

    [Fact]
    public async Task What_is_its_own_ca_and_not_merged_is_refused_without_leave_for_a_gap()
    {
        await using var stage = await StageAsync(merges: false, isSelfSigned: true);
        var before = await StateAsync(stage);

        var refused = await RotateAsync(stage.Configuration);
        Plugin.MustFail(refused, "gap");
        await AssertUntouchedAsync(stage, before);
        Assert.Equal(1, await RevisionAsync());
        var (command, load) = await RotateUnderLoadAsync(stage, "--allow-gap");

        Plugin.MustBeDone(command);
        Assert.True(load.New.Failed > 0, "one CA at a time cannot have gone unnoticed");
        ReportedGap.MustFit(command.Output, load);
        await AssertServedAnewAsync(stage, before);
        Assert.Equal(2, await RevisionAsync());
        await AssertSoundAsync(stage.Configuration);
        await AssertNothingUnderWayAsync(stage);
    }

    [Theory]
    [InlineData("--ca")]
    [InlineData("--duration", "720h")]
    [InlineData("--key-algorithm", "rsa-2048")]
    [InlineData("--san", "other.example")]
    public async Task What_its_Certificate_decides_is_refused(params string[] flags)
    {
        await using var stage = await StageAsync(merges: true, isSelfSigned: false);
        var before = await StateAsync(stage);

        var result = await RotateAsync(stage.Configuration, flags);

        Plugin.MustFail(result, "cert-manager");
        await AssertUntouchedAsync(stage, before);
        Assert.Equal(1, await RevisionAsync());
    }

    [Fact]
    public async Task An_issuer_that_refuses_is_quoted_and_nothing_is_changed()
    {
        await using var stage = await StageAsync(merges: true, isSelfSigned: false);
        var before = await StateAsync(stage);
        Manager.Issuer.Refusal = "quota exceeded";

        var (command, load) = await RotateUnderLoadAsync(stage, "--timeout", "5s");

        Assert.Equal(1, command.ExitCode);
        Assert.Contains("quota exceeded", command.Error, StringComparison.Ordinal);
        AssertUnharmed(load);
        var after = await StateAsync(stage);
        Assert.Equal(before.Secret.ToJsonString(), after.Secret.ToJsonString());
        Assert.Equal(before.Bundles, after.Bundles);
    }

    private async Task<RotatingStage> StageAsync(bool merges, bool isSelfSigned)
    {
        var profile = new RotatingProfile(
            async (service, ended) =>
            {
                manager = await CertManagerEmulator.StartAsync(Cluster.Admin, service.Namespace, merges, ended);
                manager.Issuer.IsSelfSigned = isSelfSigned;
                await InstallAsync(service.Namespace, merges ? "v1.21.1" : "v1.18.2");
                await manager.Api.CreateAsync("hook", "webhook-server-cert", [service.ServerName], ended);
                await manager.SettledAsync(ended);
                return "";
            },
            (pods, _, secret, _) =>
                ReloadingPod.Starts(pods, Cluster.Admin, secret, "controller-manager", RotatingProfile.Labels, TwoKubelets));
        var stage = await RotatingStage.MakeAsync(ReachingLoopback(), Make, profile, Cancelled);
        var annotation = $$"""{"metadata":{"annotations":{"cert-manager.io/inject-ca-from":"{{stage.Namespace}}/hook"} } }""";
        await Cluster.Admin.MergeAsync(stage.Trusting.Path, annotation, Cancelled);
        await Manager.SettledAsync(Cancelled);
        return stage;
    }

    /// <summary>The injector's Deployment, as its chart labels it: what tells its version.</summary>
    private async Task InstallAsync(string @namespace, string version)
    {
        var deployments = $"/apis/apps/v1/namespaces/{@namespace}/deployments";
        injector = $"{deployments}/cert-manager-cainjector";
        var deployment = $$"""
            {"apiVersion":"apps/v1","kind":"Deployment",
             "metadata":{"name":"cert-manager-cainjector","labels":{"app.kubernetes.io/name":"cainjector",
              "app.kubernetes.io/component":"cainjector","app.kubernetes.io/version":"{{version}}"} },
             "spec":{"selector":{"matchLabels":{"app.kubernetes.io/component":"cainjector"} },
              "template":{"metadata":{"labels":{"app.kubernetes.io/component":"cainjector"} },
               "spec":{"containers":[{"name":"cert-manager-cainjector",
                "image":"quay.io/jetstack/cert-manager-cainjector:{{version}}","args":["--v=2"]}]} } } }
            """;
        await Cluster.Admin.CreateAsync(deployments, deployment, Cancelled);
    }

    private async Task<int> RevisionAsync() => new CertificateStatus(await Manager.Api.GetAsync("hook", Cancelled)).Revision;
}
