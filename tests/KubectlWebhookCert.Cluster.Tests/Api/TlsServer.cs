using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>A server on a loopback port that speaks TLS and answers every request with the same bytes.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly SslServerAuthenticationOptions? tls;
    private readonly Task serving;

    /// <param name="certificate">What it presents; null: it speaks plain HTTP.</param>
    /// <param name="sent">Certificates sent along.</param>
    public TlsServer(X509Certificate2? certificate, params X509Certificate2[] sent)
    {
        if (certificate is not null)
        {
            tls = new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(certificate, [.. sent], offline: true),
                RemoteCertificateValidationCallback = (_, asked, _, _) => !ClientCertificateRequired || asked is not null,
                ApplicationProtocols = [SslApplicationProtocol.Http11],
            };
        }

        listener.Start();
        serving = ServeAsync();
    }

    public bool ClientCertificateRequired { get; init; }

    /// <summary>What it answers, in order; the last one again and again. Afterwards it closes.</summary>
    public IReadOnlyList<byte[]> Answers { get; init; } = [Http("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"web"}}"""u8)];

    /// <summary>It answers before it was asked.</summary>
    public bool DoesNotListen { get; init; }

    /// <summary>How long it thinks.</summary>
    public TimeSpan Delay { get; init; }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public List<string> Requests { get; } = [];

    public string? NameAsked { get; private set; }

    public string? ClientSubject { get; private set; }

    public static byte[] Http(ReadOnlySpan<byte> body, string headers = "", int? length = null) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length ?? body.Length}\r\nConnection: close\r\n{headers}\r\n"), .. body];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await serving;
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // the test is over
        }
    }

    private async Task AnswerAsync(NetworkStream network)
    {
        try
        {
            await using var secured = tls is null ? null : new SslStream(network);
            if (secured is not null)
            {
                tls!.ClientCertificateRequired = ClientCertificateRequired;
                await secured.AuthenticateAsServerAsync(Told, null, stop.Token);
                ClientSubject = secured.RemoteCertificate?.Subject;
            }

            Stream stream = secured is null ? network : secured;
            if (!DoesNotListen)
            {
                Requests.Add(await ReadHeadAsync(stream));
            }

            await Task.Delay(Delay, stop.Token);
            await stream.WriteAsync(Answers[Math.Max(0, Math.Min(Requests.Count, Answers.Count) - 1)], stop.Token);
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException)
        {
            // the client did not like it: that is what most of the tests are about
        }
    }

    // while the client still waits for an answer: one that only looks at the certificate is gone when the handshake ends
    private ValueTask<SslServerAuthenticationOptions> Told(SslStream stream, SslClientHelloInfo hello, object? state, CancellationToken cancellationToken)
    {
        NameAsked = hello.ServerName;
        return ValueTask.FromResult(tls!);
    }

    private async Task<string> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, stop.Token);
            if (read == 0)
            {
                throw new IOException("closed");
            }

            _ = head.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return head.ToString();
    }
}
