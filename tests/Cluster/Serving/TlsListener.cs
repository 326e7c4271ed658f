using System.Collections.Concurrent;
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
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentDictionary<Socket, Task> connections = new();
    private readonly Func<SslStream, CancellationToken, Task> serve;
    private readonly bool asksForClientCertificate;
    private readonly Task accepting;
    private SslStreamCertificateContext certificate;
    private int connectionCount;
    private int handshakeCount;

    /// <exception cref="SocketException">The address is in use or not this machine's, or the port needs root.</exception>
    public TlsListener(
        IPEndPoint address, TestCertificate certificate, bool asksForClientCertificate, Func<SslStream, CancellationToken, Task> serve)
    {
        this.serve = serve;
        this.asksForClientCertificate = asksForClientCertificate;
        this.certificate = Context(certificate);
        socket.Bind(address);
        socket.Listen();
        Address = (IPEndPoint)(socket.LocalEndPoint ?? address);
        accepting = AcceptAsync();
    }

    public IPEndPoint Address { get; }

    public int ConnectionCount => Volatile.Read(ref connectionCount);

    /// <summary>Those that the client completed: one that does not trust the certificate breaks off.</summary>
    public int HandshakeCount => Volatile.Read(ref handshakeCount);

    /// <summary>New connections get this certificate; those that are open go on as they are, as with a real server.</summary>
    public void Swap(TestCertificate next) => Volatile.Write(ref certificate, Context(next));

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

    private static SslStreamCertificateContext Context(TestCertificate certificate) =>
        SslStreamCertificateContext.Create(certificate.Leaf, [.. certificate.Intermediates], offline: true);

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
            await using var stream = new SslStream(new NetworkStream(connection, ownsSocket: true));
            await stream.AuthenticateAsServerAsync(Options(), ended.Token);
            Interlocked.Increment(ref handshakeCount);
            await serve(stream, ended.Token);
        }
        catch (Exception e) when (IsOfTheConnection(e))
        {
            // The client went away, did not like the certificate, or the server is being disposed: all part of the tests.
        }
        finally
        {
            connections.TryRemove(connection, out _);
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
