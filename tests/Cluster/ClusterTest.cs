namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A test on the shared cluster, with a maker of objects that cleans up after it.</summary>
public abstract class ClusterTest(SharedCluster shared) : IAsyncLifetime
{
    private const int MostAttempts = 600;

    private TestCluster? cluster;
    private ObjectMaker? make;

    /// <summary>Cancelled when the test run is.</summary>
    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected TestCluster Cluster => cluster ?? throw new InvalidOperationException("the test has not begun");

    protected ObjectMaker Make => make ?? throw new InvalidOperationException("the test has not begun");

    public virtual async ValueTask InitializeAsync()
    {
        cluster = await shared.StartedAsync(Cancelled);
        make = new ObjectMaker(cluster.Admin);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (make is not null)
        {
            await make.DisposeAsync();
        }
        if (cluster is not null && TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            cluster.Folder.KeepLogs();
            TestContext.Current.TestOutputHelper?.WriteLine($"logs of the control plane: {cluster.Folder.Logs}");
        }
    }

    /// <summary>Skips the test, with the reason, where the cluster is not of our own making.</summary>
    protected ControlPlane Own(string because)
    {
        Assert.SkipUnless(Cluster is ControlPlane, $"needs a control plane of our own: {because}");
        return (ControlPlane)Cluster;
    }

    /// <summary>Skips the test where the API server cannot call a server that listens on this machine's loopback.</summary>
    protected ControlPlane ReachingLoopback() => Own("the API server must reach the test's webhook server on a loopback ClusterIP");

    /// <summary>
    /// Asks again until the answer is as wanted; returns the last answer. The API server's caches lag a moment behind, on a busy machine many.
    /// </summary>
    protected static async Task<ApiAnswer> EventuallyAsync(Func<Task<ApiAnswer>> ask, Func<ApiAnswer, bool> isWanted)
    {
        for (var attempt = 0; ; attempt++)
        {
            var answer = await ask();
            if (isWanted(answer) || attempt == MostAttempts)
            {
                return answer;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50), Cancelled);
        }
    }
}
