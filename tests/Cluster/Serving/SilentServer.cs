using System.Net;
using System.Net.Sockets;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Takes connections and says nothing, until the client goes.</summary>
public sealed class SilentServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly Task accepting;
    private int openCount;

    public SilentServer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public IPEndPoint Address => (IPEndPoint)listener.LocalEndpoint;

    /// <summary>Connections that are open now.</summary>
    public int OpenCount => Volatile.Read(ref openCount);

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await accepting;
        listener.Dispose();
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> held = [];
        try
        {
            while (true)
            {
                held.Add(HoldAsync(await listener.AcceptTcpClientAsync(ended.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(held);
        }
    }

    private async Task HoldAsync(TcpClient client)
    {
        using var owned = client;
        Interlocked.Increment(ref openCount);
        try
        {
            await client.GetStream().CopyToAsync(Stream.Null, ended.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client reset it, or the test is over.
        }
        finally
        {
            Interlocked.Decrement(ref openCount);
        }
    }
}
