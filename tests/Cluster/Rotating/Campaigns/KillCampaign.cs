using System.Diagnostics;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// Kills runs of one kind of rotation at their writes, each on a stage of its own, and has the next run go on or take it back, while
/// admission requests are sent all along.
/// </summary>
/// <param name="control">Where.</param>
/// <param name="kind">What is rotated.</param>
/// <param name="begun">Where each rotation was killed before: then its way back is what is killed now; null: the rotation itself is.</param>
internal sealed class KillCampaign(ControlPlane control, CampaignCase kind, KillPoint? begun)
{
    private const int StagesAtOnce = 6; // most of their time is waits: two cores are half busy with these

    // the pods reload what was stored, and nobody is there to wait for them
    private static readonly TimeSpan Unattended = TimeSpan.FromSeconds(1.2);

    private string Name => begun is null ? kind.Name : kind.Name + ", back";

    /// <summary>The writes of an undisturbed run, in their order.</summary>
    /// <exception cref="InvalidOperationException">It does not end well.</exception>
    public async Task<IReadOnlyList<ProxiedWrite>> WritesAsync(CancellationToken cancellationToken)
    {
        await using var stage = await DisturbedStage.MakeAsync(control, kind, cancellationToken);
        await BeginAsync(stage, cancellationToken);
        var before = stage.Proxy.Writes.Count;
        var ended = begun is null
            ? await stage.NotDoneAsync(await stage.RotateAsync(cancellationToken), cancellationToken)
            : await stage.NotTakenBackAsync(await stage.AbortAsync(cancellationToken), cancellationToken);
        string[] wrong = [.. ended, .. await stage.HarmedAsync()];
        return wrong.Length == 0
            ? [.. stage.Proxy.Writes.Skip(before).Where(KillPoint.IsStep)]
            : throw new InvalidOperationException($"undisturbed: {string.Join("; ", wrong)}");
    }

    public async Task<KillReport> RunAsync(int steps, IReadOnlyList<KillPoint> points, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var outcomes = new KillOutcome[points.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = StagesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            points.Index(), parallel, async (each, ended) => outcomes[each.Index] = await RunAsync(each.Item, ended));
        return new KillReport(Name, steps, outcomes, clock.Elapsed);
    }

    private async Task<KillOutcome> RunAsync(KillPoint point, CancellationToken cancellationToken)
    {
        await using var stage = await DisturbedStage.MakeAsync(control, kind, cancellationToken);
        await BeginAsync(stage, cancellationToken);
        List<string> wrong = [];
        if (await KilledRun.RunAsync(stage.Proxy, begun is null ? stage.Call() : stage.AbortCall(), point, cancellationToken))
        {
            await Task.Delay(Unattended, cancellationToken);
            wrong.AddRange(await EndAsync(stage, point, cancellationToken));
        }
        else
        {
            wrong.Add("the run ended before that write");
        }
        wrong.AddRange(await stage.HarmedAsync());
        var result = await stage.StopAsync();
        return new KillOutcome(point, wrong, result.New.Sent + result.Kept.Sent, result.Failed);
    }

    private async Task BeginAsync(DisturbedStage stage, CancellationToken cancellationToken)
    {
        if (begun is not null)
        {
            var isKilled = await KilledRun.RunAsync(stage.Proxy, stage.Call(), begun, cancellationToken);
            Assert.True(isKilled, "the run ended before it was to be killed");
            await Task.Delay(Unattended, cancellationToken);
            await stage.EndLeaseAsync(cancellationToken);
        }
    }

    /// <summary>The next run, and what is wrong after it.</summary>
    private static async Task<IReadOnlyList<string>> EndAsync(DisturbedStage stage, KillPoint point, CancellationToken cancellationToken)
    {
        if (!point.LeaseIsWaitedOut)
        {
            await stage.EndLeaseAsync(cancellationToken);
        }
        if (!point.IsAborted)
        {
            return await stage.NotDoneAsync(await stage.RotateAsync(cancellationToken), cancellationToken);
        }
        var isUnderWay = await stage.Campaign.HasJournalAsync(cancellationToken);
        var isRotated = (await stage.Campaign.ReadAsync(cancellationToken)).Leaf?.Sha256 != stage.Campaign.Originals.Leaf?.Sha256;
        var result = await stage.AbortAsync(cancellationToken);
        if (isUnderWay || result.ExitCode == 0)
        {
            return await stage.NotTakenBackAsync(result, cancellationToken);
        }

        // without a journal nothing was begun, or all was ended: then there is nothing to take back, and the lease ends by itself
        var wrong = isRotated ? await stage.State.NotRotatedAsync(cancellationToken) : await stage.State.NotOriginalAsync(cancellationToken);
        var isSaid = result.Error.Contains("nothing to take back", StringComparison.Ordinal);
        return isSaid ? wrong : [.. wrong, $"exit {result.ExitCode}: {result.Error.ReplaceLineEndings(" | ")}"];
    }
}
