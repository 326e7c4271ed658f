namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Has a run of the program killed (SIGKILL) at one of its writes.</summary>
internal static class KilledRun
{
    /// <summary>Returns once the process is gone. False: it ended by itself before that write.</summary>
    /// <param name="proxy">What the program goes through.</param>
    /// <param name="call">The run.</param>
    /// <param name="point">Which write.</param>
    /// <param name="cancellationToken">Ends it all.</param>
    public static Task<bool> RunAsync(FaultProxy proxy, ProgramCall call, KillPoint point, CancellationToken cancellationToken)
    {
        // asked once for every write, in their order
        var seen = 0;
        return RunAsync(proxy, call, write => KillPoint.IsStep(write) && ++seen == point.Step, point.IsApplied, cancellationToken);
    }

    /// <summary>The same at the first write that is chosen.</summary>
    /// <param name="proxy">What the program goes through.</param>
    /// <param name="call">The run.</param>
    /// <param name="isPoint">Asked for every write.</param>
    /// <param name="isApplied">Whether the API server does that write.</param>
    /// <param name="cancellationToken">Ends it all.</param>
    public static async Task<bool> RunAsync(
        FaultProxy proxy, ProgramCall call, Func<ProxiedWrite, bool> isPoint, bool isApplied, CancellationToken cancellationToken)
    {
        using var killing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var isReached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isDead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task HoldAsync(ProxiedWrite write, CancellationToken ended)
        {
            isReached.TrySetResult();
            return isDead.Task.WaitAsync(ended);
        }

        if (isApplied)
        {
            proxy.OnNext(isPoint, new WriteFault.CallAfter(HoldAsync));
        }
        else
        {
            var chosen = 0;
            proxy.OnNext(write => isPoint(write) && (chosen = write.Number) > 0, new WriteFault.CallBefore(HoldAsync));
            proxy.OnNext(write => write.Number == chosen, new WriteFault.CutBefore());
        }
        var run = call.RunAsync(killing.Token);
        var isKilled = await Task.WhenAny(run, isReached.Task) == isReached.Task;
        if (isKilled)
        {
            await killing.CancelAsync();
            await ((Task)run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        isDead.TrySetResult();
        cancellationToken.ThrowIfCancellationRequested();
        return isKilled;
    }
}
