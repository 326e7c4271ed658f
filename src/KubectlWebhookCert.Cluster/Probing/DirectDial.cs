using System.Net;
using System.Net.Sockets;

namespace KubectlWebhookCert.Cluster.Probing;

/// <summary>A connection of our own.</summary>
internal static class DirectDial
{
    /// <summary>Connects; of a host with several addresses to the first that answers.</summary>
    /// <param name="address">IP address or host name.</param>
    /// <param name="port">Port.</param>
    /// <param name="cancellationToken">Stops trying.</param>
    /// <exception cref="SocketException">Nobody answers there.</exception>
    public static async Task<Stream> OpenAsync(string address, int port, CancellationToken cancellationToken)
    {
        EndPoint target = IPAddress.TryParse(address, out var literal) ? new IPEndPoint(literal, port) : new DnsEndPoint(address, port);
        Socket? socket = literal is null
            ? new Socket(SocketType.Stream, ProtocolType.Tcp)
            : new Socket(literal.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(target, cancellationToken);
            var stream = new NetworkStream(socket, ownsSocket: true);
            socket = null;
            return stream;
        }
        finally
        {
            socket?.Dispose();
        }
    }
}
