using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Gathering;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Tests.Watching;

/// <summary>A wait for a change on a <see cref="WatchedApi"/>, under way.</summary>
internal sealed class LiveWatch : IDisposable
{
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly LiveCluster cluster;
    private readonly Task wait;

    public LiveWatch(WatchedApi api, Reading reading, ApiSettings? settings = null, int times = 50)
    {
        cluster = new LiveCluster(MakeCluster.Config(), (settings ?? MakeCluster.Settings) with { Clock = new FastClock(times) }, api);
        wait = cluster.WaitForChangeAsync(reading, stop.Token);
    }

    public static ObjectRequest Web { get; } = new ObjectRequest.One(ResourceTypes.Secret, "shop", "web");

    public static ObjectRequest All { get; } = new ObjectRequest.Many(ResourceTypes.Secret, "shop", null);

    /// <summary>Secret web at resourceVersion 10, read by the request.</summary>
    public static Reading ReadBy(params ObjectRequest[] requests) =>
        new(new ClusterSnapshot([Object.Parse(Object.Secret("web", 10))], []), requests);

    public Task ChangedAsync() => wait.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    /// <summary>Nothing is reported, for longer than a burst takes to settle.</summary>
    public async Task UnchangedAsync() =>
        Assert.NotSame(wait, await Task.WhenAny(wait, Task.Delay(TimeSpan.FromMilliseconds(150), TestContext.Current.CancellationToken)));

    public async Task StoppedAsync()
    {
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
        cluster.Dispose();
    }
}
