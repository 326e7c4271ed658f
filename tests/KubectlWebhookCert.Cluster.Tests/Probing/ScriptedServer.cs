using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace KubectlWebhookCert.Cluster.Probing;

/// <summary>A server on a loopback port that does with each connection what it was told.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<NetworkStream, CancellationToken, Task> act;
    private readonly Task accepting;
    private int open;
    private int most;
    private int accepted;

    public ScriptedServer(Func<NetworkStream, CancellationToken, Task> act)
    {
        this.act = act;
        listener.Start(backlog: 512);
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Connections that are open now.</summary>
    public int Open => Volatile.Read(ref open);

    /// <summary>Connections that were open at once.</summary>
    public int Most => Volatile.Read(ref most);

    /// <summary>Connections in all.</summary>
    public int Accepted => Volatile.Read(ref accepted);

    /// <summary>Says nothing and waits for the client to go.</summary>
    public static ScriptedServer Silent() => new(static async (stream, stop) => await ReadToEndAsync(stream, stop));

    /// <summary>Waits for the client's hello, answers with these bytes and closes.</summary>
    public static ScriptedServer Saying(byte[] answer) => new(async (stream, stop) =>
    {
        _ = await stream.ReadAsync(new byte[4096], stop);
        await stream.WriteAsync(answer, stop);
    });

    public static async Task ReadToEndAsync(Stream stream, CancellationToken stop)
    {
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, stop) > 0)
        {
            // what the client says does not matter
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                served.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        _ = Interlocked.Increment(ref accepted);
        var now = Interlocked.Increment(ref open);
        lock (listener)
        {
            most = Math.Max(most, now);
        }

        try
        {
            await act(client.GetStream(), stop.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException
            || (stop.IsCancellationRequested && exception is WebSocketException or ObjectDisposedException))
        {
            // the client has gone, or the test is over: a WebSocket that is stopped in what it does takes its stream with it
        }
        finally
        {
            _ = Interlocked.Decrement(ref open);
        }
    }
}
