using System.Net;
using System.Net.Sockets;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Takes connections and says nothing, until the client goes.</summary>
public sealed class SilentServer : IAsyncDisposable
{
    private readonly TcpAcceptor acceptor = new(new IPEndPoint(IPAddress.Loopback, 0), HoldAsync);

    public IPEndPoint Address => acceptor.Address;

    /// <summary>Connections that are open now.</summary>
    public int OpenCount => acceptor.OpenCount;

    public ValueTask DisposeAsync() => acceptor.DisposeAsync();

    private static async Task HoldAsync(Socket client, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = new NetworkStream(client);
            await stream.CopyToAsync(Stream.Null, cancellationToken);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client reset it, or the test is over.
        }
    }
}
