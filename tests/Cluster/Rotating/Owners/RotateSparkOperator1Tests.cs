namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>`rotate` of Spark Operator up to chart 1.3: files in a mounted Secret, and a bundle that is written at the start only.</summary>
public sealed class RotateSparkOperator1Tests(SharedCluster shared) : RotateTest(shared)
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Seldom = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task A_leaf_is_reissued_under_the_same_ca_and_read_from_its_file()
    {
        await using var stage = await StageAsync(Often);
        var before = await StateAsync(stage);
        var pods = stage.Deployment.Pods;

        AssertDone(await RotateUnderLoadAsync(stage, "--reload-time", "10s"));

        var after = await StateAsync(stage);
        Assert.Equal(pods, stage.Deployment.Pods);
        Assert.Equal((before.Text("ca-cert.pem"), before.Text("ca-key.pem")), (after.Text("ca-cert.pem"), after.Text("ca-key.pem")));
        Assert.Equal(before.Bundles, after.Bundles);
        await AssertEndedAsync(stage, before);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // it is not waited for, but restarted
    public async Task A_ca_is_replaced_and_no_request_fails(bool isReadOften)
    {
        await using var stage = await StageAsync(isReadOften ? Often : Seldom);
        var before = await StateAsync(stage);
        var pods = stage.Deployment.Pods;

        AssertDone(await RotateUnderLoadAsync(stage, "--ca", "--reload-time", isReadOften ? "10s" : "2s"));

        var after = await StateAsync(stage);
        Assert.Equal(isReadOften, pods.SequenceEqual(stage.Deployment.Pods));
        Assert.NotEqual(before.Text("ca-key.pem"), after.Text("ca-key.pem"));
        var trusted = Assert.Single(CertificatePem.Read(after.Bundle) ?? []);
        Assert.Equal(trusted.Thumbprint, Assert.Single(CertificatePem.Read(after.Text("ca-cert.pem")) ?? []).Thumbprint);
        Assert.NotEqual(before.Bundle, after.Bundle);
        await AssertEndedAsync(stage, before);
    }

    // As its hook Job makes them: CA and leaf bear one name, until the year 2298.
    private static (RsaAuthority Authority, TestCertificate Leaf) Generate(string serverName)
    {
        var subject = RsaAuthority.Name(serverName, null);
        var end = DateTimeOffset.UtcNow.AddDays(100_000);
        var authority = new RsaAuthority(subject, end);
        return (authority, authority.Issue(subject, [serverName], end));
    }

    private Task<RotatingStage> StageAsync(TimeSpan interval) => RotatingStage.MakeAsync(
        ReachingLoopback(),
        Make,
        SparkProfiles.First(Cluster.Admin, Make, service => Generate(service.ServerName), interval),
        Cancelled);

    private async Task AssertEndedAsync(RotatingStage stage, RotatedState before)
    {
        var after = await StateAsync(stage);
        await AssertServedAnewAsync(stage, before);
        Assert.Equal(before.Keys, after.Keys);
        Assert.StartsWith("-----BEGIN RSA PRIVATE KEY-----", after.Text("server-key.pem"), StringComparison.Ordinal);
        await AssertSoundAsync(stage.Configuration);
        await AssertNothingUnderWayAsync(stage);
    }
}
