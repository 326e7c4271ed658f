namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A test of `rotate` where something goes wrong meanwhile. No admission request may fail of it.</summary>
[Collection(nameof(UndisturbedTests))]
public abstract class FaultTest(SharedCluster shared) : ClusterTest(shared)
{
    private const int StagesAtOnce = 4;

    private protected Task<DisturbedStage> StageAsync(CampaignCase kind) => DisturbedStage.MakeAsync(ReachingLoopback(), kind, Cancelled);

    /// <summary>Several runs side by side, each on a stage of its own; fails with everything that is wrong in any of them.</summary>
    /// <param name="kind">What is rotated in each.</param>
    /// <param name="faults">What each run meets, by its name.</param>
    /// <param name="wrongAsync">What is wrong with one; the requests are judged after it.</param>
    private protected async Task EachAsync<T>(
        CampaignCase kind,
        IReadOnlyList<(string Name, T Fault)> faults,
        Func<DisturbedStage, T, CancellationToken, Task<IReadOnlyList<string>>> wrongAsync)
    {
        var wrong = new IReadOnlyList<string>[faults.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = StagesAtOnce, CancellationToken = Cancelled };
        await Parallel.ForEachAsync(faults.Index(), parallel, async (each, ended) =>
        {
            await using var stage = await DisturbedStage.MakeAsync(ReachingLoopback(), kind, ended);
            string[] found = [.. await wrongAsync(stage, each.Item.Fault, ended), .. await stage.HarmedAsync()];
            wrong[each.Index] = [.. found.Select(one => $"{each.Item.Name}: {one}")];
        });
        NothingWrong.In(wrong.SelectMany(each => each));
    }

    private protected static async Task AssertUnharmedAsync(DisturbedStage stage) => NothingWrong.In(await stage.HarmedAsync());

    private protected static async Task AssertDoneAsync(DisturbedStage stage, ProgramResult result) =>
        NothingWrong.In(await stage.NotDoneAsync(result, Cancelled));

    /// <summary>The command has said no, and names what it is about.</summary>
    private protected static void AssertNotDone(ProgramResult result, params IReadOnlyList<string> named)
    {
        Assert.True(result.ExitCode == 1, $"exit {result.ExitCode}: {result.Output}{result.Error}");
        var error = Assert.Single(result.Error.Split('\n'), IsError);
        var missing = named.Where(name => !error.Contains(name, StringComparison.Ordinal));
        NothingWrong.In(missing.Select(name => $"no word of {name} in: {error}"));
    }

    // the second is how kubectl passes on what the API server says
    private static bool IsError(string line) =>
        line.StartsWith("error: ", StringComparison.Ordinal) || line.StartsWith("Error from server", StringComparison.Ordinal);
}
