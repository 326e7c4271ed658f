using System.Threading.Channels;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Gathering;

namespace KubectlWebhookCert.Cluster.Watching;

/// <summary>Waits for the first change of anything that was read.</summary>
internal static class ChangeWatch
{
    private const int ListsAtOnce = 16;

    /// <summary>A burst is over when nothing has changed for so long.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250);

    /// <summary>A burst that does not end is reported after so long.</summary>
    private static readonly TimeSpan LongestBurst = TimeSpan.FromSeconds(2);

    /// <summary>As <see cref="ICluster.WaitForChangeAsync"/>.</summary>
    /// <param name="cluster">Where to watch.</param>
    /// <param name="reading">What was read.</param>
    /// <param name="clock">Paces it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task WaitAsync(LiveCluster cluster, Reading reading, TimeProvider clock, CancellationToken cancellationToken)
    {
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void Changed() => changes.Writer.TryWrite(true);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var slots = new SemaphoreSlim(ListsAtOnce);
        var runs = new List<Task>();
        try
        {
            var refused = WatchPlan.Refused(reading);
            if (refused.Count > 0)
            {
                runs.Add(new RequestPoll(cluster, reading.Snapshot, refused, clock).RunAsync(Changed, stop.Token));
            }

            foreach (var group in WatchPlan.Of(reading.Requests.Except(refused)))
            {
                var fallback = new RequestPoll(cluster, reading.Snapshot, [.. group], clock);
                var watch = new ScopeWatch(cluster, group.Key, new Expectation(reading.Snapshot, group), fallback, slots, clock);
                runs.Add(watch.RunAsync(Changed, stop.Token));
            }

            var change = changes.Reader.WaitToReadAsync(stop.Token).AsTask();
            await await Task.WhenAny([change, .. runs]);
            await SettleAsync(changes.Reader, clock, stop.Token);
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(runs).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task SettleAsync(ChannelReader<bool> changes, TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (clock.GetElapsedTime(started) < LongestBurst)
        {
            _ = changes.TryRead(out _);
            var more = changes.WaitToReadAsync(cancellationToken).AsTask();
            if (await Task.WhenAny(more, Task.Delay(Quiet, clock, cancellationToken)) != more)
            {
                break;
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
    }
}
