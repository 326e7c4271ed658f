using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Accepts TLS connections with a certificate that can be swapped, and hands each one on.</summary>
/// <remarks>
/// The chain that is sent is what the platform builds of leaf and intermediates, without a self-signed root.
/// </remarks>
internal sealed class TlsListener : IAsyncDisposable
{
    private readonly TcpAcceptor acceptor;
    private readonly Func<SslStream, CancellationToken, Task> serve;
    private readonly bool asksForClientCertificate;
    private SslStreamCertificateContext certificate;
    private int handshakeCount;

    /// <exception cref="SocketException">The address is in use or not this machine's, or the port needs root.</exception>
    public TlsListener(
        IPEndPoint address, TestCertificate certificate, bool asksForClientCertificate, Func<SslStream, CancellationToken, Task> serve)
    {
        this.serve = serve;
        this.asksForClientCertificate = asksForClientCertificate;
        this.certificate = Context(certificate);
        acceptor = new TcpAcceptor(address, HandleAsync);
    }

    public IPEndPoint Address => acceptor.Address;

    public int ConnectionCount => acceptor.ConnectionCount;

    /// <summary>Those that the client completed: one that does not trust the certificate breaks off.</summary>
    public int HandshakeCount => Volatile.Read(ref handshakeCount);

    /// <summary>Connections that have not ended.</summary>
    public int OpenCount => acceptor.OpenCount;

    /// <summary>New connections get this certificate; those that are open go on as they are, as with a real server.</summary>
    public void Swap(TestCertificate next) => Volatile.Write(ref certificate, Context(next));

    /// <summary>Closes what is open, so that clients must connect anew.</summary>
    public void DropConnections() => acceptor.DropConnections();

    public ValueTask DisposeAsync() => acceptor.DisposeAsync();

    private static SslStreamCertificateContext Context(TestCertificate certificate) =>
        SslStreamCertificateContext.Create(certificate.Leaf, [.. certificate.Intermediates], offline: true);

    private async Task HandleAsync(Socket connection, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = new SslStream(new NetworkStream(connection, ownsSocket: true));
            await stream.AuthenticateAsServerAsync(Options(), cancellationToken);
            Interlocked.Increment(ref handshakeCount);
            await serve(stream, cancellationToken);
        }
        catch (Exception e) when (IsOfTheConnection(e))
        {
            // The client went away, did not like the certificate, or the server is being disposed: all part of the tests.
        }
    }

    private static bool IsOfTheConnection(Exception e) =>
        e is IOException or AuthenticationException or SocketException or WebSocketException
            or ObjectDisposedException or OperationCanceledException;

    private SslServerAuthenticationOptions Options() => new()
    {
        ServerCertificateContext = Volatile.Read(ref certificate),
        ApplicationProtocols = [SslApplicationProtocol.Http11],
        ClientCertificateRequired = asksForClientCertificate,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = (_, presented, _, _) => presented is not null || !asksForClientCertificate,
    };
}
