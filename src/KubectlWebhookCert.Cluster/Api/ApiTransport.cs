using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>
/// The <see cref="HttpClient"/> that reaches one API server: TLS, proxy, HTTP/2 where the server offers it.
/// A request that must become a stream of its own (port-forward, exec) goes through the same client with
/// HTTP version 1.1 exactly: <c>ClientWebSocket.ConnectAsync</c> takes it as its invoker.
/// </summary>
public sealed class ApiTransport : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(30);

    private readonly ClientConfig config;
    private readonly ApiSettings settings;
    private readonly HttpMessageHandler? given;
    private readonly Uri? proxy;
    private readonly string host;
    private readonly X509Certificate2Collection? anchors;
    private readonly Lock renewal = new();
    private readonly List<SocketsHttpHandler> handlers = [];
    private HttpClient? client;
    private Credential? identity;

    /// <summary>Reads the connection's settings; connects to nothing yet.</summary>
    /// <param name="config">Where to and as whom.</param>
    /// <param name="settings">How.</param>
    /// <exception cref="UsageException">A setting cannot be used: no certificate in the CA, an unknown kind of address or proxy.</exception>
    public ApiTransport(ClientConfig config, ApiSettings settings)
        : this(config, settings, null)
    {
    }

    /// <summary>The same over a handler of the caller's, which is not disposed.</summary>
    /// <param name="config">Where to and as whom.</param>
    /// <param name="settings">How.</param>
    /// <param name="handler">Takes the place of the network; null: the network.</param>
    /// <exception cref="UsageException">As above.</exception>
    public ApiTransport(ClientConfig config, ApiSettings settings, HttpMessageHandler? handler)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(settings);
        this.config = config;
        this.settings = settings;
        given = handler;
        host = config.TlsServerName is { Length: > 0 } name ? name : config.Server.IdnHost;
        if (config.Server.Scheme is not ("https" or "http"))
        {
            throw new UsageException(
                $"the server of {config.Source} is {config.Server.Scheme}://..., neither https nor http", "kubectl config view --minify");
        }

        proxy = config.ProxyUrl ?? EnvironmentProxy.Find(config.Server, settings.GetVariable);
        if (proxy is { Scheme: not ("http" or "https" or "socks5" or "socks5h") })
        {
            throw new UsageException($"the proxy of {config.Source} is {proxy.Scheme}://..., neither http, https nor socks5", "kubectl config view --minify");
        }

        if (!config.InsecureSkipTlsVerify && !config.CertificateAuthority.IsEmpty)
        {
            anchors = CertificateAuthorities.Read(config.CertificateAuthority.Span, config.Source);
        }
    }

    /// <summary>The client for somebody's requests. Only a change of the client certificate makes a new one.</summary>
    /// <param name="credential">Whose requests.</param>
    public HttpClient For(Credential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        lock (renewal)
        {
            if (client is null || !Equals(credential.ClientCertificate, identity?.ClientCertificate))
            {
                // requests under way still use the old client: its handler lives until the end
                identity = credential;
                client = CreateClient();
                client.Timeout = Timeout.InfiniteTimeSpan;
            }

            return client;
        }
    }

    /// <summary>
    /// What the server presents, the leaf first, DER, whoever has issued it. The handshake is broken off: it is sent no request and no credential.
    /// </summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="HttpRequestException">It presents nothing.</exception>
    public async Task<ValueList<ReadOnlyMemory<byte>>> PresentedAsync(CancellationToken cancellationToken)
    {
        ValueList<ReadOnlyMemory<byte>> presented = [];
        using var handler = CreateHandler(() => CreateTls(Look, null));
        bool Look(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
        {
            IEnumerable<X509Certificate2> sent = certificate is X509Certificate2 leaf ? chain?.ChainPolicy.ExtraStore.Prepend(leaf) ?? [leaf] : [];
            presented = sent.Select(one => one.RawDataMemory).DistinctBy(der => Convert.ToHexString(der.Span)).ToValueList();
            return false;
        }

        using var asking = new HttpClient(handler, disposeHandler: false) { Timeout = settings.RequestTimeout ?? ConnectTimeout };
        try
        {
            using var answer = await asking.GetAsync(new Uri(config.Server, "/version"), cancellationToken);
        }
        catch (HttpRequestException) when (presented.Count > 0)
        {
            // as it was meant to end
        }

        return presented;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        client?.Dispose();
        foreach (var handler in handlers)
        {
            handler.Dispose();
        }
    }

    private HttpClient CreateClient()
    {
        if (given is not null)
        {
            return new HttpClient(given, disposeHandler: false);
        }

        var handler = CreateHandler(() => CreateTls(Verify, identity));
        handlers.Add(handler);
        return new HttpClient(handler, disposeHandler: false);
    }

    private SocketsHttpHandler CreateHandler(Func<SslClientAuthenticationOptions> createTls)
    {
        if (anchors is not null || config.InsecureSkipTlsVerify)
        {
            SystemRoots.LeaveOut();
        }

        var handler = new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = config.DisableCompression ? DecompressionMethods.None : DecompressionMethods.GZip,
            ConnectTimeout = ConnectTimeout,
            InitialHttp2StreamWindowSize = 1 << 20,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            RequestHeaderEncodingSelector = static (name, _) =>
                name.StartsWith("Impersonate-", StringComparison.Ordinal) ? new SeparateFields(name) : Encoding.UTF8,
            SslOptions = createTls(),
            UseCookies = false,
            UseProxy = proxy is not null,
        };
        if (proxy is not null)
        {
            handler.Proxy = CreateProxy(proxy);
        }
        else if (config.TlsServerName is { Length: > 0 } && config.Server.Scheme == Uri.UriSchemeHttps)
        {
            // the handler would send the URL's host as SNI
            handler.ConnectCallback = (context, cancellationToken) => ConnectByOtherNameAsync(createTls(), context, cancellationToken);
        }

        return handler;
    }

    private SslClientAuthenticationOptions CreateTls(RemoteCertificateValidationCallback verify, Credential? shown)
    {
        var tls = new SslClientAuthenticationOptions
        {
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = verify,
            CertificateChainPolicy = new ServerVerification(anchors, host, settings.Clock).ChainPolicy,
        };
        if (shown?.ClientCertificate is { HasPrivateKey: true } clientCertificate)
        {
            tls.ClientCertificateContext = SslStreamCertificateContext.Create(
                clientCertificate, [.. shown.ClientCertificateIssuers], offline: true);
        }

        return tls;
    }

    /// <summary>Throws what the user is told: the handshake carries it to the request.</summary>
    private bool Verify(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (config.InsecureSkipTlsVerify)
        {
            return true;
        }

        if (certificate is not X509Certificate2 leaf || chain is null)
        {
            return false;
        }

        return new ServerVerification(anchors, host, settings.Clock).Refusal(leaf, chain, errors) is { } refusal
            ? throw ConnectionFailure.Distrusted(config, leaf, refusal)
            : true;
    }

    private async ValueTask<Stream> ConnectByOtherNameAsync(
        SslClientAuthenticationOptions tls, SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var stream = new SslStream(await ConnectAsync(context.DnsEndPoint, cancellationToken));
        try
        {
            tls.TargetHost = host;
            tls.ApplicationProtocols = context.InitialRequestMessage.Version.Major < 2
                ? [SslApplicationProtocol.Http11]
                : [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];
            await stream.AuthenticateAsClientAsync(tls, cancellationToken);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private static async Task<NetworkStream> ConnectAsync(DnsEndPoint endPoint, CancellationToken cancellationToken)
    {
        Socket? socket = new(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(endPoint, cancellationToken);
            var stream = new NetworkStream(socket, ownsSocket: true);
            socket = null;
            return stream;
        }
        finally
        {
            socket?.Dispose();
        }
    }

    private static WebProxy CreateProxy(Uri address)
    {
        var proxy = new WebProxy(new UriBuilder(address) { UserName = string.Empty, Password = string.Empty, Scheme = SchemeOf(address) }.Uri);
        if (address.UserInfo is { Length: > 0 } user)
        {
            var colon = user.IndexOf(':', StringComparison.Ordinal);
            proxy.Credentials = new NetworkCredential(
                Uri.UnescapeDataString(colon < 0 ? user : user[..colon]),
                colon < 0 ? string.Empty : Uri.UnescapeDataString(user[(colon + 1)..]));
        }

        return proxy;
    }

    /// <summary>To the platform every <c>socks5</c> resolves names at the proxy, as <c>socks5h</c> says.</summary>
    private static string SchemeOf(Uri address) => address.Scheme == "socks5h" ? "socks5" : address.Scheme;
}
