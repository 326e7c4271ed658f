using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What kube-proxy is to a Service: each new connection to its ClusterIP goes to the next of its pods.</summary>
public sealed class ServiceBalancer : IAsyncDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentDictionary<Socket, Task> connections = new();
    private readonly Task accepting;
    private volatile IPEndPoint[] pods;
    private int turn;

    /// <param name="service">Where it listens.</param>
    /// <param name="pods">Where its pods really listen.</param>
    /// <exception cref="SocketException">The address is in use or not this machine's, or the port needs root.</exception>
    public ServiceBalancer(MadeService service, params IReadOnlyList<IPEndPoint> pods)
    {
        this.pods = [.. pods];
        socket.Bind(service.Address);
        socket.Listen();
        accepting = AcceptAsync();
    }

    /// <summary>New connections go to these from now on.</summary>
    public void Route(params IReadOnlyList<IPEndPoint> ready) => pods = [.. ready];

    /// <summary>Makes clients connect anew.</summary>
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
                connections[connection] = Task.CompletedTask;
                var current = pods;
                var handled = CarryAsync(connection, current.Length == 0 ? null : current[turn++ % current.Length]);
                connections.TryUpdate(connection, handled, Task.CompletedTask);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    // what is still under way must arrive: a socket disposed with something unread in it resets the connection
    private static void Close(Socket client)
    {
        try
        {
            client.Shutdown(SocketShutdown.Send);
            client.Close(timeout: 1);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            client.Dispose();
        }
    }

    private async Task CarryAsync(Socket client, IPEndPoint? pod)
    {
        await Task.Yield();
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (pod is not null)
            {
                await server.ConnectAsync(pod, ended.Token);
                await using var there = new NetworkStream(server);
                await using var here = new NetworkStream(client);
                await Task.WhenAny(here.CopyToAsync(there, ended.Token), there.CopyToAsync(here, ended.Token));
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Nobody listens there, or one of the two has gone.
        }
        finally
        {
            Close(client);
            connections.TryRemove(client, out _);
        }
    }
}
