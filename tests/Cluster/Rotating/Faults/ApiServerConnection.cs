using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>One TLS connection to an API server, with a client certificate or without.</summary>
internal sealed class ApiServerConnection : IAsyncDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private SslStream? stream;
    private HttpPeer? peer;

    private ApiServerConnection(bool hasCertificate) => HasCertificate = hasCertificate;

    public HttpPeer Peer => peer ?? throw new InvalidOperationException("not connected");

    public bool HasCertificate { get; }

    /// <exception cref="IOException">No TLS came about.</exception>
    /// <exception cref="SocketException">Nobody listens.</exception>
    public static async Task<ApiServerConnection> OpenAsync(
        Uri server, TestCertificates authority, TestCertificate? user, CancellationToken cancellationToken)
    {
        var connection = new ApiServerConnection(user is not null);
        try
        {
            await connection.ConnectAsync(server, authority, user, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (stream is not null)
        {
            await stream.DisposeAsync();
        }
        socket.Dispose();
    }

    private async Task ConnectAsync(Uri server, TestCertificates authority, TestCertificate? user, CancellationToken cancellationToken)
    {
        await socket.ConnectAsync(new DnsEndPoint(server.Host, server.Port), cancellationToken);
        stream = new SslStream(new NetworkStream(socket));
        peer = new HttpPeer(stream);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = server.Host,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            ClientCertificates = user is null ? null : [user.Leaf],
            RemoteCertificateValidationCallback = ApiClient.Trusting(authority.Authority),
        };
        await stream.AuthenticateAsClientAsync(options, cancellationToken);
    }
}
