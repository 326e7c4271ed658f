namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>An endpoint goes on serving the old leaf, or does not answer: nothing is pruned that it needs.</summary>
public sealed class LostEndpointTests(SharedCluster shared) : FaultTest(shared)
{
    private static readonly TimeSpan?[] OneNeverReloads = [TimeSpan.FromSeconds(0.3), null];

    [Fact]
    public async Task A_pod_that_does_not_reload_is_named_and_keeps_its_trust_until_it_has()
    {
        await using var stage = await StageAsync(CampaignCase.DirectAuthorityOf(OneNeverReloads));
        var stuck = stage.Stage.Deployment.Pods[1];

        var stopped = await stage.RotateAsync(Cancelled, "--restart", "never", "--timeout", "5s");
        await Task.Delay(TimeSpan.FromSeconds(1), Cancelled);
        var between = await stage.Campaign.ReadAsync(Cancelled);
        stuck.Server.Swap(between.Leaf!);
        var result = await stage.RotateAsync(Cancelled, "--restart", "never");

        AssertNotDone(stopped, stuck.Name);
        AssertBoth(stage, between);
        await AssertDoneAsync(stage, result);
        await AssertUnharmedAsync(stage);
    }

    [Fact]
    public async Task A_pod_that_does_not_answer_is_named_and_nothing_is_pruned_until_it_does()
    {
        await using var silent = new SilentServer();
        await using var stage = await StageAsync(CampaignCase.DirectAuthority);
        var lost = stage.Stage.Deployment.Pods[1];
        var pods = stage.Stage.Pods;

        // the API server still reaches it; those who look through the kubelet do not
        stage.Proxy.OnNext(RotationWrite.Secret.Is, new WriteFault.CallAfter((_, _) =>
        {
            pods.Kubelet.Route(pods.Namespace, lost.Name, PodStage.Port, silent.Address);
            return Task.CompletedTask;
        }));
        var stopped = await stage.RotateAsync(Cancelled, "--restart", "never", "--timeout", "5s");
        var between = await stage.Campaign.ReadAsync(Cancelled);
        pods.Kubelet.Route(pods.Namespace, lost.Name, PodStage.Port, lost.Server.Address);
        var result = await stage.RotateAsync(Cancelled, "--restart", "never");

        AssertNotDone(stopped, lost.Name);
        AssertBoth(stage, between);
        await AssertDoneAsync(stage, result);
        await AssertUnharmedAsync(stage);
    }

    [Fact]
    public async Task Pods_that_do_not_reload_are_restarted_after_the_time_that_they_have()
    {
        await using var stage = await StageAsync(CampaignCase.DirectAuthorityOf([null, null]));
        var old = stage.Stage.Deployment.Pods.Select(pod => pod.Name).ToArray();

        var result = await stage.RotateAsync(Cancelled, "--reload-time", "1s");

        await AssertDoneAsync(stage, result);
        Assert.Empty((await stage.Campaign.EndpointsAsync(Cancelled)).Intersect(old));
        await AssertUnharmedAsync(stage);
    }

    /// <summary>Old and new CA are trusted, both.</summary>
    private static void AssertBoth(DisturbedStage stage, RotatedObjects between)
    {
        Assert.Equal(2, between.TrustedPem?.Count);
        Assert.Subset(between.TrustedPem!.ToHashSet(), stage.Campaign.Originals.TrustedPem!.ToHashSet());
    }
}
