using System.Collections.Concurrent;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Two people rotate the same Secret at the same time.</summary>
public sealed class TwoRotationsTests(SharedCluster shared) : FaultTest(shared)
{
    [Fact]
    public async Task Two_rotations_of_one_secret_at_once_never_interleave_and_the_end_is_right()
    {
        await using var stage = await StageAsync(CampaignCase.DirectAuthority);
        await using var second = new FaultProxy(ReachingLoopback());
        var writers = new ConcurrentQueue<int>();
        Note(stage.Proxy, 1);
        Note(second, 2);

        var first = stage.RotateAsync(Cancelled);
        var other = DisturbedStage.RunAsync(RotateCall.Make(second.Kubeconfig, stage.Stage.Configuration), Cancelled);
        var results = await Task.WhenAll(first, other);

        Assert.Contains(results, result => result.ExitCode == 0);
        Assert.All(results.Where(result => result.ExitCode != 0), result => AssertNotDone(result, stage.Stage.Secret.Name));
        NothingWrong.In(await stage.State.NotRotatedAsync(Cancelled));
        NothingWrong.In(await stage.State.LeftOverAsync(Cancelled));
        var order = writers.ToArray();
        var changes = order.Zip(order.Skip(1)).Count(pair => pair.First != pair.Second);
        Assert.True(changes <= 1, $"both wrote in turns: {string.Join(' ', order)}");
        await AssertUnharmedAsync(stage);

        // what is behind the lease: the lease itself both may try for, and events come after it
        void Note(FaultProxy proxy, int writer) => proxy.OnEvery(
            write => !write.Path.Contains("/leases", StringComparison.Ordinal) && !RotationWrite.Event.Is(write),
            new WriteFault.CallBefore((_, _) =>
            {
                writers.Enqueue(writer);
                return Task.CompletedTask;
            }));
    }
}
