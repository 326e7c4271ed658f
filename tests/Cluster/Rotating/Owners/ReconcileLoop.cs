using System.Diagnostics;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Looks at the cluster again and again, within milliseconds of each change, as a controller with informers does.</summary>
internal sealed class ReconcileLoop : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource ended = new();
    private readonly Func<CancellationToken, Task> reconcile;
    private readonly Task running;
    private volatile Exception? refusal;
    private int rounds;

    /// <param name="reconcile">One look; what it is refused it tries again in the next.</param>
    public ReconcileLoop(Func<CancellationToken, Task> reconcile)
    {
        this.reconcile = reconcile;
        running = Task.Run(RunAsync);
    }

    /// <summary>Returns when all that is there now has been looked at, with nothing refused.</summary>
    /// <exception cref="TimeoutException">Something is refused again and again; has that as its inner exception.</exception>
    public async Task LookedAsync(CancellationToken cancellationToken)
    {
        // The round that is under way may have begun before.
        var wanted = Volatile.Read(ref rounds) + 2;
        var clock = Stopwatch.StartNew();
        while (Volatile.Read(ref rounds) < wanted)
        {
            if (running.IsCompleted)
            {
                await running;
            }
            if (clock.Elapsed > Limit)
            {
                throw new TimeoutException("no round without a refusal", refusal);
            }
            await Task.Delay(Interval, cancellationToken);
        }
    }

    /// <summary>Throws what the loop ended with, when it was not this.</summary>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        try
        {
            await running;
        }
        catch (OperationCanceledException)
        {
            // As asked.
        }
        ended.Dispose();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            try
            {
                await reconcile(ended.Token);
                Interlocked.Increment(ref rounds);
            }
            catch (Exception e) when (e is ApiRefusedException or HttpRequestException)
            {
                refusal = e; // A conflict, or the object has gone meanwhile: controllers try again.
            }
            await Task.Delay(Interval, ended.Token);
        }
    }
}
