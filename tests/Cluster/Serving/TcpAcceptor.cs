using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Accepts connections and hands each one on, until it is disposed.</summary>
internal sealed class TcpAcceptor : IAsyncDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentDictionary<Socket, Task> connections = new();
    private readonly Func<Socket, CancellationToken, Task> serve;
    private readonly Task accepting;
    private int connectionCount;

    /// <param name="address">Where it listens.</param>
    /// <param name="serve">What becomes of a connection, which is closed afterwards; must bear that the client goes away.</param>
    /// <exception cref="SocketException">The address is in use or not this machine's, or the port needs root.</exception>
    public TcpAcceptor(IPEndPoint address, Func<Socket, CancellationToken, Task> serve)
    {
        this.serve = serve;
        socket.Bind(address);
        socket.Listen();
        Address = (IPEndPoint)(socket.LocalEndPoint ?? address);
        accepting = AcceptAsync();
    }

    /// <summary>Where it really listens, when port 0 was asked for.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Connections in all.</summary>
    public int ConnectionCount => Volatile.Read(ref connectionCount);

    /// <summary>Connections that have not ended.</summary>
    public int OpenCount => connections.Count;

    /// <summary>Closes what is open, so that clients must connect anew.</summary>
    public void DropConnections()
    {
        foreach (var connection in connections.Keys)
        {
            connection.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        socket.Dispose();
        await accepting;
        DropConnections();
        await Task.WhenAll(connections.Values);
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = await socket.AcceptAsync(ended.Token);
                Interlocked.Increment(ref connectionCount);
                connections[connection] = Task.CompletedTask;
                var handled = HandleAsync(connection);
                connections.TryUpdate(connection, handled, Task.CompletedTask);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task HandleAsync(Socket connection)
    {
        await Task.Yield();
        try
        {
            await serve(connection, ended.Token);
        }
        finally
        {
            connection.Dispose();
            connections.TryRemove(connection, out _);
        }
    }
}
