namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>`rotate` of Spark Operator of chart 1.4, which makes its certificates in memory: a restart is all there is.</summary>
public sealed class RotateSparkOperator14Tests(SharedCluster shared) : RotateTest(shared)
{
    [Fact]
    public async Task Its_gap_is_refused_unless_allowed_and_then_measured()
    {
        await using var stage = await StageAsync(1);
        var before = await StateAsync(stage);

        var plan = await RunAsync(["rotate", stage.Configuration, "--allow-gap", "--dry-run=client"]);
        var refused = await RotateAsync(stage.Configuration);
        await AssertUntouchedAsync(stage, before);
        var (command, load) = await RotateUnderLoadAsync(stage, "--allow-gap");

        Plugin.MustBeDone(plan);
        Assert.Contains("upgrade to Spark Operator 2.x", plan.Output, StringComparison.Ordinal);
        Plugin.MustFail(refused, "without a gap");
        Plugin.MustBeDone(command);
        Assert.DoesNotContain("restore", command.Output, StringComparison.Ordinal);
        var after = await StateAsync(stage);
        Assert.NotEqual(before.Leaf?.Sha256, after.Leaf?.Sha256);
        Assert.Equal(after.Text("ca-cert.pem"), after.Bundle);
        await AssertSoundAsync(stage.Configuration);
        await AssertNothingUnderWayAsync(stage);
        ReportedGap.MustFit(command.Output, load);
    }

    [Fact]
    public async Task Two_pods_with_a_ca_each_are_refused_beforehand()
    {
        await using var stage = await StageAsync(2);
        var before = await StateAsync(stage);

        var result = await RotateAsync(stage.Configuration, "--allow-gap");

        Plugin.MustFail(result, "runs 2 pods");
        await AssertUntouchedAsync(stage, before);
    }

    private Task<RotatingStage> StageAsync(int replicas) =>
        RotatingStage.MakeAsync(ReachingLoopback(), Make, SparkProfiles.Middle(Cluster.Admin, Make, replicas), Cancelled);
}
