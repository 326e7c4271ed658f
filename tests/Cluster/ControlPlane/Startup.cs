namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Waits for a server that was just started.</summary>
internal static class Startup
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    /// <exception cref="PortTakenException">It ended because its port was in use.</exception>
    /// <exception cref="InvalidOperationException">It ended, or was not ready in time; with the end of its log.</exception>
    public static async Task UntilReadyAsync(
        string name, GuardedProcess process, Func<CancellationToken, Task<bool>> isReady, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Limit);
        try
        {
            while (!await isReady(deadline.Token))
            {
                if (process.HasEnded)
                {
                    throw Ended(name, process);
                }
                await Task.Delay(Interval, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException($"{name} is not ready after {Limit}, log {process.Log}:\n{process.LastWords()}");
        }
    }

    private static Exception Ended(string name, GuardedProcess process)
    {
        var words = process.LastWords();
        return words.Contains("address already in use", StringComparison.Ordinal)
            ? new PortTakenException(words)
            : new InvalidOperationException($"{name} ended at its start, log {process.Log}:\n{words}");
    }
}
