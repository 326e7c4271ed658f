using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// A real webhook server: answers AdmissionReview and ConversionReview (v1) by POST, and as an aggregated API by GET.
/// </summary>
public sealed class WebhookServer : IAsyncDisposable
{
    /// <summary>A call of this path is the last on its connection, whatever the server does with others.</summary>
    public const string OncePath = "/admit-once";

    private static readonly TimeSpan LeastDrain = TimeSpan.FromMilliseconds(250); // what is on its way here has arrived by then
    private static readonly TimeSpan MostDrain = TimeSpan.FromSeconds(2);

    private readonly TlsListener listener;
    private volatile WebhookBehaviour behaviour = new WebhookBehaviour.Allow();
    private volatile bool isDraining;
    private int requestCount;

    /// <summary>Listens on the Service's own ClusterIP and port, where the API server calls it.</summary>
    public WebhookServer(MadeService service, TestCertificate certificate)
        : this(service.Address, certificate)
    {
    }

    /// <exception cref="System.Net.Sockets.SocketException">The address cannot be bound; a port below 1024 needs root.</exception>
    public WebhookServer(IPEndPoint address, TestCertificate certificate) =>
        listener = new TlsListener(address, certificate, asksForClientCertificate: false, ServeAsync);

    /// <summary>Where it really listens, when port 0 was asked for.</summary>
    public IPEndPoint Address => listener.Address;

    public int RequestCount => Volatile.Read(ref requestCount);

    /// <summary>TCP connections, trusted or not.</summary>
    public int ConnectionCount => listener.ConnectionCount;

    /// <summary>TLS handshakes that the client completed.</summary>
    public int HandshakeCount => listener.HandshakeCount;

    public WebhookBehaviour Behaviour
    {
        get => behaviour;
        set => behaviour = value;
    }

    /// <summary>Whether a connection carries one request after the other. Where not, each request meets the certificate anew.</summary>
    public bool KeepsAlive { get; init; } = true;

    /// <summary>Serves another certificate to new connections from now on.</summary>
    public void Swap(TestCertificate certificate) => listener.Swap(certificate);

    /// <summary>Ends as a server should that is told to: each connection's next answer is its last. New connections are still taken.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        isDraining = true;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < LeastDrain || (listener.OpenCount > 0 && clock.Elapsed < MostDrain))
        {
            await Task.Delay(10, cancellationToken);
        }
    }

    /// <summary>Makes clients connect anew.</summary>
    public void DropConnections() => listener.DropConnections();

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private async Task ServeAsync(SslStream stream, CancellationToken cancellationToken)
    {
        var connection = new HttpConnection(stream);
        for (var ordinal = 1; await connection.ReadHeadAsync(cancellationToken) is { } head; ordinal++)
        {
            var body = await connection.ReadBodyAsync(head, cancellationToken);
            Interlocked.Increment(ref requestCount);
            var current = behaviour;
            if (current is WebhookBehaviour.Delay delay)
            {
                await Task.Delay(delay.Time, cancellationToken);
            }
            var answer = head.Method == "POST" ? ReviewAnswer.To(JsonNode.Parse(body), current, ordinal) : AggregatedAnswer.To(head.Path);
            var status = answer is null ? "404 Not Found" : "200 OK";
            var isLast = IsLast(head);
            await connection.AnswerAsync(status, "application/json", answer?.ToJsonString() ?? "{}", isLast, cancellationToken);
            if (isLast)
            {
                return;
            }
        }
    }

    private bool IsLast(HttpRequestHead head) =>
        !KeepsAlive || isDraining || head.Path.StartsWith(OncePath, StringComparison.Ordinal);
}
