using System.Net;
using System.Net.Sockets;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What kube-proxy is to a Service: each new connection to its ClusterIP goes to the next of its pods.</summary>
public sealed class ServiceBalancer : IAsyncDisposable
{
    private readonly TcpAcceptor acceptor;
    private volatile IPEndPoint[] pods;
    private int turn;

    /// <param name="service">Where it listens.</param>
    /// <param name="pods">Where its pods really listen.</param>
    /// <exception cref="SocketException">The address is in use or not this machine's, or the port needs root.</exception>
    public ServiceBalancer(MadeService service, params IReadOnlyList<IPEndPoint> pods)
    {
        this.pods = [.. pods];
        acceptor = new TcpAcceptor(service.Address, CarryAsync);
    }

    /// <summary>New connections go to these from now on.</summary>
    public void Route(params IReadOnlyList<IPEndPoint> ready) => pods = [.. ready];

    /// <summary>Makes clients connect anew.</summary>
    public void DropConnections() => acceptor.DropConnections();

    public ValueTask DisposeAsync() => acceptor.DisposeAsync();

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

    private async Task CarryAsync(Socket client, CancellationToken cancellationToken)
    {
        var current = pods;
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (current.Length > 0)
            {
                await server.ConnectAsync(current[(Interlocked.Increment(ref turn) - 1) % current.Length], cancellationToken);
                await using var there = new NetworkStream(server);
                await using var here = new NetworkStream(client);
                await Task.WhenAny(here.CopyToAsync(there, cancellationToken), there.CopyToAsync(here, cancellationToken));
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Nobody listens there, or one of the two has gone.
        }
        finally
        {
            Close(client);
        }
    }
}
