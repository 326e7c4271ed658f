using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// The one thing of a kubelet that the tests need: port-forwards over WebSocket (`v4.channel.k8s.io`), to addresses that a test chooses.
/// </summary>
/// <remarks>Text and order of its refusals are those of kubelet 1.20. SPDY, which kubectl uses, it does not speak.</remarks>
public sealed class KubeletStandIn : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string Namespace, string Pod, int Port), IPEndPoint> routes = new();
    private readonly TlsListener listener;
    private int forwardCount;

    /// <summary>Listens on a free port of 127.0.0.1 with a certificate that the control plane trusts.</summary>
    public KubeletStandIn(ControlPlane controlPlane)
        : this(controlPlane.Pki.Kubelets.Issue("127.0.0.1"))
    {
    }

    /// <param name="certificate">Must have an IP SAN for 127.0.0.1 to be accepted by the API server.</param>
    public KubeletStandIn(TestCertificate certificate) =>
        listener = new TlsListener(new IPEndPoint(IPAddress.Loopback, 0), certificate, asksForClientCertificate: true, ServeAsync);

    /// <summary>What a Node's status must name.</summary>
    public IPEndPoint Address => listener.Address;

    /// <summary>Upgrades that were answered with 101.</summary>
    public int ForwardCount => Volatile.Read(ref forwardCount);

    /// <summary>What listens on a port of a pod. A port without a route refuses connections.</summary>
    public void Route(string @namespace, string pod, int port, IPEndPoint target) => routes[(@namespace, pod, port)] = target;

    /// <summary>As if the pod's server had gone.</summary>
    public void Unroute(string @namespace, string pod, int port) => routes.TryRemove((@namespace, pod, port), out _);

    /// <summary>Breaks every forward off, without a close frame.</summary>
    public void DropConnections() => listener.DropConnections();

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private async Task ServeAsync(SslStream stream, CancellationToken cancellationToken)
    {
        var connection = new HttpConnection(stream);
        if (await connection.ReadHeadAsync(cancellationToken) is not { } head)
        {
            return;
        }
        var refusal = PortForwardRequest.Read(head, out var request);
        if (refusal is not null || request is null)
        {
            var reason = PortForwardRequest.Reason(head);
            await connection.AnswerAsync(refusal ?? "404 Not Found", "text/plain; charset=utf-8", reason, cancellationToken);
            return;
        }
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Upgraded(head)), cancellationToken);
        Interlocked.Increment(ref forwardCount);
        var options = new WebSocketCreationOptions
        {
            IsServer = true,
            SubProtocol = PortForwardRequest.Protocol,
            KeepAliveInterval = TimeSpan.Zero,
        };
        using var socket = WebSocket.CreateFromStream(stream, options);
        using var session = new PortForwardSession(socket, request, Target);
        await session.RunAsync(cancellationToken);
    }

    private IPEndPoint? Target(PortForwardRequest request, int port) =>
        routes.TryGetValue((request.Namespace, request.Pod, port), out var target) ? target : null;

    private static string Upgraded(HttpRequestHead head)
    {
        var accept = AcceptanceOf(head.Header("Sec-WebSocket-Key") ?? "");
        var chosen = head.Header("Sec-WebSocket-Protocol") is null ? "" : $"Sec-WebSocket-Protocol: {PortForwardRequest.Protocol}\r\n";
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            $"Sec-WebSocket-Accept: {accept}\r\n{chosen}\r\n";
    }

    // RFC 6455, section 4.2.2: this hash, with this constant. It guards nothing.
    private static string AcceptanceOf(string key) => Convert.ToBase64String(CryptographicOperations.HashData(
        HashAlgorithmName.SHA1, Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
}
