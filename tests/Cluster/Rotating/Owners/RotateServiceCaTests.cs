namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>`rotate` where OpenShift's service-ca issues: its Secret is deleted, and made anew by it.</summary>
public sealed class RotateServiceCaTests(SharedCluster shared) : RotateTest(shared)
{
    private static readonly TimeSpan?[] TwoKubelets = [TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(1.2)];

    private ServiceCaEmulator? operating;

    private ServiceCaEmulator Operator => operating ?? throw new InvalidOperationException("the test has not begun");

    public override async ValueTask DisposeAsync()
    {
        if (operating is not null)
        {
            await operating.DisposeAsync();
        }
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // its CA was replaced before: the new leaf is of the new one
    public async Task Its_secret_is_made_anew_and_no_request_fails(bool isAuthorityNew)
    {
        await using var stage = await StageAsync();
        if (isAuthorityNew)
        {
            Operator.ReplaceAuthority();
            await Operator.SettledAsync(Cancelled);
        }
        var before = await StateAsync(stage);

        AssertDone(await RotateUnderLoadAsync(stage));

        var after = await StateAsync(stage);
        await AssertServedAnewAsync(stage, before);
        Assert.NotEqual(Json.Text(before.Secret, "metadata.uid"), Json.Text(after.Secret, "metadata.uid"));
        Assert.Equal(["tls.crt", "tls.key"], after.Keys);
        Assert.Equal(before.Bundles, after.Bundles);
        Assert.Equal(Operator.Bundle, after.Bundle);
        await AssertSoundAsync(stage.Configuration);
        await AssertNothingUnderWayAsync(stage);
    }

    [Fact]
    public async Task Nothing_is_deleted_without_being_asked_for()
    {
        await using var stage = await StageAsync();
        var before = await StateAsync(stage);

        var result = await RunAsync(["rotate", stage.Configuration]);

        Plugin.MustFail(result);
        Assert.Contains("--yes", result.Error, StringComparison.Ordinal);
        await AssertUntouchedAsync(stage, before);
    }

    [Theory]
    [InlineData("--ca")]
    [InlineData("--duration", "720h")]
    public async Task What_it_decides_is_refused(params string[] flags)
    {
        await using var stage = await StageAsync();
        var before = await StateAsync(stage);

        var result = await RotateAsync(stage.Configuration, flags);

        Plugin.MustFail(result, "service-ca");
        await AssertUntouchedAsync(stage, before);
    }

    private async Task<RotatingStage> StageAsync()
    {
        var profile = new RotatingProfile(
            async (service, ended) =>
            {
                operating = new ServiceCaEmulator(Cluster.Admin, service.Namespace);
                await Cluster.Admin.MergeAsync(
                    $"/api/v1/namespaces/{service.Namespace}/services/{service.Name}",
                    """{"metadata":{"annotations":{"service.beta.openshift.io/serving-cert-secret-name":"webhook-server-cert"} } }""",
                    ended);
                await operating.SettledAsync(ended);
                return "";
            },
            (pods, _, secret, _) =>
                ReloadingPod.Starts(pods, Cluster.Admin, secret, "controller-manager", RotatingProfile.Labels, TwoKubelets));
        var stage = await RotatingStage.MakeAsync(ReachingLoopback(), Make, profile, Cancelled);
        await Cluster.Admin.MergeAsync(
            stage.Trusting.Path, """{"metadata":{"annotations":{"service.beta.openshift.io/inject-cabundle":"true"} } }""", Cancelled);
        await Operator.SettledAsync(Cancelled);
        return stage;
    }
}
