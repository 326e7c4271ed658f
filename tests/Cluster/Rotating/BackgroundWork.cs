namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Work that goes on until it is disposed of. What it failed of is thrown then, and not lost.</summary>
internal sealed class BackgroundWork : IAsyncDisposable
{
    private readonly CancellationTokenSource ended = new();
    private readonly Task work;

    public BackgroundWork(Func<CancellationToken, Task> work) => this.work = Task.Run(() => work(ended.Token));

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        try
        {
            await work;
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // That was its end.
        }
        finally
        {
            ended.Dispose();
        }
    }
}
