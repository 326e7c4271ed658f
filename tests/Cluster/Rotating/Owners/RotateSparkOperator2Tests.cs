namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>`rotate` of Spark Operator 2.x, whose pods read their Secret once and whose leader writes the one CA that it has.</summary>
public sealed class RotateSparkOperator2Tests(SharedCluster shared) : RotateTest(shared)
{
    private SparkOperatorEmulator? spark;

    public override async ValueTask DisposeAsync()
    {
        if (spark is not null)
        {
            await spark.DisposeAsync();
        }
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_leaf_is_reissued_under_the_same_ca_and_the_pods_restarted()
    {
        await using var stage = await StageAsync();
        var before = await StateAsync(stage);
        var pods = stage.Deployment.Pods;

        AssertDone(await RotateUnderLoadAsync(stage));

        var after = await StateAsync(stage);
        await AssertServedAnewAsync(stage, before);
        Assert.Empty(pods.Intersect(stage.Deployment.Pods));
        Assert.Equal((before.Text("ca-cert.pem"), before.Text("ca-key.pem")), (after.Text("ca-cert.pem"), after.Text("ca-key.pem")));
        Assert.Equal(before.Bundles, after.Bundles);
        await AssertEndedAsync(stage, before);
    }

    [Fact]
    public async Task A_ca_is_renewed_with_its_key_and_no_request_fails()
    {
        await using var stage = await StageAsync();
        var before = await StateAsync(stage);

        AssertDone(await RotateUnderLoadAsync(stage, "--ca"));

        var after = await StateAsync(stage);
        await AssertServedAnewAsync(stage, before);
        Assert.NotEqual(before.Text("ca-cert.pem"), after.Text("ca-cert.pem"));
        Assert.Equal(before.Text("ca-key.pem"), after.Text("ca-key.pem"));
        Assert.Equal(PublicKeyOf(before), PublicKeyOf(after));
        Assert.Equal(after.Text("ca-cert.pem"), after.Bundle);
        await AssertEndedAsync(stage, before);
    }

    [Fact]
    public async Task A_new_ca_key_has_a_gap_that_is_announced_and_measured()
    {
        await using var stage = await StageAsync();
        var before = await StateAsync(stage);

        var plan = await RunAsync(["rotate", stage.Configuration, "--ca", "--allow-gap", "--dry-run=client"]);
        Assert.Equal(before.Secret.ToJsonString(), (await StateAsync(stage)).Secret.ToJsonString());
        var (command, load) = await RotateUnderLoadAsync(stage, "--ca", "--allow-gap");

        Plugin.MustBeDone(plan);
        Assert.Contains("calls fail", plan.Output, StringComparison.Ordinal);
        Plugin.MustBeDone(command);
        var after = await StateAsync(stage);
        await AssertServedAnewAsync(stage, before);
        Assert.NotEqual(PublicKeyOf(before), PublicKeyOf(after));
        Assert.Equal(after.Text("ca-cert.pem"), after.Bundle);
        await AssertEndedAsync(stage, before);
        Assert.True(load.New.Failed > 0, "one CA at a time cannot have gone unnoticed");
        ReportedGap.MustFit(command.Output, load);
    }

    [Theory]
    [InlineData("--ca", "--keep-old-ca")] // it holds one CA at a time
    [InlineData("--restart", "never")]
    [InlineData("--ca", "--key-algorithm", "ecdsa-p256")] // it reads PKCS#1 alone
    [InlineData("--duration", "720h")] // it makes anew what ends within 180 days
    public async Task What_cannot_be_without_a_gap_or_would_be_thrown_away_is_refused_beforehand(params string[] flags)
    {
        await using var stage = await StageAsync();
        await PauseAsync(0.3);
        var before = await StateAsync(stage);

        var result = await RotateAsync(stage.Configuration, flags);

        Plugin.MustFail(result, SparkProfiles.Secret);
        await AssertUntouchedAsync(stage, before);
    }

    private static string PublicKeyOf(RotatedState state) =>
        Convert.ToHexString(Assert.Single(CertificatePem.Read(state.Text("ca-cert.pem")) ?? []).PublicKey.ExportSubjectPublicKeyInfo());

    private Task<RotatingStage> StageAsync() => RotatingStage.MakeAsync(
        ReachingLoopback(),
        Make,
        SparkProfiles.Second(
            Make,
            service => SparkCertificates.Generate(service.ServerName),
            (service, trusting) => spark = new SparkOperatorEmulator(
                Cluster.Admin, service, SparkProfiles.Secret, [trusting.Path], SparkOperatorEmulator.HalfAYear)),
        Cancelled);

    /// <summary>In the form that it reads, and sound.</summary>
    private async Task AssertEndedAsync(RotatingStage stage, RotatedState before)
    {
        var after = await StateAsync(stage);
        Assert.Equal(before.Keys, after.Keys);
        Assert.All(new[] { "ca-key.pem", "server-key.pem" }, key =>
            Assert.StartsWith("-----BEGIN RSA PRIVATE KEY-----", after.Text(key), StringComparison.Ordinal));
        await AssertSoundAsync(stage.Configuration);
        await AssertNothingUnderWayAsync(stage);
    }
}
