namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A test whose subject is what becomes of admission requests while something is changed.</summary>
[Collection(nameof(UndisturbedTests))]
public abstract class RotatingTest(SharedCluster shared) : ClusterTest(shared)
{
    private protected const int PerSecond = 50;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Shows the measured figures, and proves that they are of what they claim to be of.</summary>
    private protected static async Task<LoadResult> StopAsync(AdmissionLoad load)
    {
        var result = await load.StopAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(result.ToString());
        Assert.Equal(result.New.Reached, result.New.OnNewConnection);
        Assert.True(result.Kept.OnNewConnection < result.Kept.Reached / 5, "kept connections were not kept");
        Assert.True(Math.Min(result.New.PerSecond, result.Kept.PerSecond) > PerSecond * 0.9, "the rate did not hold");
        return result;
    }

    private protected static void AssertNoneFailed(LoadResult result) => Assert.True(result.Failed == 0, result.ToString());

    private protected static Task PauseAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), Cancelled);

    /// <summary>Waits for what must come to be; fails where it does not within a time that a busy machine may need.</summary>
    private protected static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        var last = DateTimeOffset.UtcNow + LongestWait;
        while (!await isSo())
        {
            Assert.True(DateTimeOffset.UtcNow < last, "it did not come to be in time");
            await Task.Delay(10, Cancelled);
        }
    }
}
