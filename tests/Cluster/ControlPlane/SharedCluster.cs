[assembly: AssemblyFixture(typeof(KubectlWebhookCert.Tests.Cluster.SharedCluster))]

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The one cluster of the whole test assembly, started by the first test that needs it.</summary>
public sealed class SharedCluster : IAsyncDisposable
{
    private readonly CancellationTokenSource ended = new();
    private readonly Lazy<Task<TestCluster>> cluster;

    public SharedCluster() => cluster = new Lazy<Task<TestCluster>>(() => StartAsync(ended.Token));

    /// <summary>Not tied to the test that asks first: when that one is cancelled, the others still need the cluster.</summary>
    public Task<TestCluster> StartedAsync(CancellationToken cancellationToken) => cluster.Value.WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        if (cluster.IsValueCreated)
        {
            await cluster.Value.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            if (cluster.Value.IsCompletedSuccessfully)
            {
                await (await cluster.Value).DisposeAsync();
            }
        }
        ended.Dispose();
    }

    private static async Task<TestCluster> StartAsync(CancellationToken cancellationToken) =>
        Environment.GetEnvironmentVariable("TEST_KUBECONFIG") is { Length: > 0 } kubeconfig
            ? await ExistingCluster.ConnectAsync(kubeconfig, cancellationToken)
            : await ControlPlane.StartAsync(cancellationToken);
}
