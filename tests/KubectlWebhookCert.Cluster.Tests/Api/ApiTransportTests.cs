using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Api;

public sealed class ApiTransportTests : IDisposable
{
    private readonly TestAuthority root = TestAuthority.Root();

    public void Dispose() => root.Dispose();

    private LiveCluster Connect(
        TlsServer server, ApiSettings? settings = null, Credential? credential = null, bool disableCompression = false)
    {
        var config = MakeCluster.Config(credential ?? Credential.None) with
        {
            Server = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://localhost:{server.Port}")),
            CertificateAuthority = Encoding.ASCII.GetBytes(root.Certificate.ExportCertificatePem()),
            DisableCompression = disableCompression,
        };
        return new LiveCluster(config, settings ?? MakeCluster.Settings with { Clock = new ImmediateClock() });
    }

    private static Task<KubernetesObject> GetAsync(LiveCluster cluster) =>
        cluster.GetAsync(ResourceTypes.Secret, "shop", "web", TestContext.Current.CancellationToken);

    [Fact]
    public async Task Shows_the_client_certificate_to_a_server_that_asks()
    {
        using var leaf = root.Leaf();
        using var own = root.Leaf("jane", usage: "1.3.6.1.5.5.7.3.2");
        await using var server = new TlsServer(leaf) { ClientCertificateRequired = true };
        using var cluster = Connect(server, credential: new Credential(null, null, null, own));

        await GetAsync(cluster);

        Assert.Equal("CN=server", server.ClientSubject);
    }

    [Fact]
    public async Task Connects_anew_with_a_renewed_client_certificate()
    {
        using var leaf = root.Leaf();
        using var first = root.Leaf("jane");
        using var second = root.Leaf("jane");
        using var transport = new ApiTransport(MakeCluster.Config(), MakeCluster.Settings);

        var client = transport.For(new Credential("t", null, null, first));

        Assert.Same(client, transport.For(new Credential("u", null, null, first)));
        Assert.NotSame(client, transport.For(new Credential("t", null, null, second)));
    }

    [Fact]
    public async Task A_server_that_wants_a_certificate_and_gets_none_says_so()
    {
        using var leaf = root.Leaf();
        await using var server = new TlsServer(leaf) { ClientCertificateRequired = true };
        using var cluster = Connect(server);

        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => GetAsync(cluster));

        Assert.StartsWith("unable to connect to the server: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_HTTP_is_not_TLS()
    {
        await using var server = new TlsServer(null) { DoesNotListen = true, Answers = ["HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray()] };
        using var cluster = Connect(server);

        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => GetAsync(cluster));

        Assert.Equal(
            $"unable to connect to the server: tls: localhost:{server.Port} does not speak TLS, or none that both sides accept", error.Message);
    }

    [Fact]
    public async Task Reads_again_when_the_answer_breaks_off()
    {
        using var leaf = root.Leaf();
        await using var server = new TlsServer(leaf)
        {
            Answers = [TlsServer.Http("{\"meta"u8, length: 1000), TlsServer.Http("{\"metadata\":{\"name\":\"web\"}}"u8)],
        };
        using var cluster = Connect(server);

        Assert.Equal("web", (await GetAsync(cluster)).Name);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task An_answer_that_always_breaks_off_is_told()
    {
        using var leaf = root.Leaf();
        await using var server = new TlsServer(leaf) { Answers = [TlsServer.Http("{\"meta"u8, length: 1000)] };
        using var cluster = Connect(server);

        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => GetAsync(cluster));

        Assert.Equal("unable to connect to the server: unexpected EOF", error.Message);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task A_write_whose_answer_breaks_off_is_sent_once()
    {
        using var leaf = root.Leaf();
        await using var server = new TlsServer(leaf) { Answers = [TlsServer.Http("{\"meta"u8, length: 1000)] };
        using var cluster = Connect(server);

        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => cluster.PatchAsync(
            ResourceTypes.Secret,
            "shop",
            "web",
            new ObjectPatch.MergePatch(JsonElement.Parse("{}")),
            new WriteOptions(false, null),
            TestContext.Current.CancellationToken));

        Assert.EndsWith("whether the change was made is not known", error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Waits_no_longer_than_the_request_timeout()
    {
        using var leaf = root.Leaf();
        await using var server = new TlsServer(leaf) { Delay = TimeSpan.FromSeconds(30) };
        using var cluster = Connect(server, MakeCluster.Settings with { RequestTimeout = TimeSpan.FromMilliseconds(300) });

        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => GetAsync(cluster));

        Assert.Contains("Client.Timeout exceeded", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zero_is_no_timeout()
    {
        using var leaf = root.Leaf();
        await using var server = new TlsServer(leaf) { Delay = TimeSpan.FromMilliseconds(50) };
        using var cluster = Connect(server, MakeCluster.Settings with { RequestTimeout = TimeSpan.Zero });

        Assert.Equal("web", (await GetAsync(cluster)).Name);
    }

    [Fact]
    public async Task A_login_page_is_named()
    {
        using var leaf = root.Leaf();
        await using var server = new TlsServer(leaf) { Answers = [TlsServer.Http("<html>Log in"u8)] };
        using var cluster = Connect(server);

        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => GetAsync(cluster));

        Assert.Equal($"the server at localhost:{server.Port} answered with HTML, not with the Kubernetes API", error.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Asks_for_gzip_unless_told_not_to(bool disabled)
    {
        using var leaf = root.Leaf();
        var body = "{\"metadata\":{\"name\":\"web\"}}"u8.ToArray();
        await using var server = new TlsServer(leaf)
        {
            Answers = [disabled ? TlsServer.Http(body) : TlsServer.Http(Compress(body), "Content-Encoding: gzip\r\n")],
        };
        using var cluster = Connect(server, disableCompression: disabled);

        Assert.Equal("web", (await GetAsync(cluster)).Name);
        Assert.Equal(!disabled, Assert.Single(server.Requests).Contains("Accept-Encoding: gzip", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Compressed_rubbish_is_an_error_like_any_other()
    {
        using var leaf = root.Leaf();
        await using var server = new TlsServer(leaf) { Answers = [TlsServer.Http("rubbish"u8, "Content-Encoding: gzip\r\n")] };
        using var cluster = Connect(server);

        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => GetAsync(cluster));

        Assert.Equal("unable to connect to the server: the answer cannot be decoded", error.Message);
    }

    [Fact]
    public async Task Reads_an_object_of_many_megabytes()
    {
        using var leaf = root.Leaf();
        var body = Encoding.ASCII.GetBytes($$"""{"metadata":{"name":"web"},"caBundle":"{{new string('A', 10_000_000)}}"}""");
        await using var server = new TlsServer(leaf) { Answers = [TlsServer.Http(Compress(body), "Content-Encoding: gzip\r\n")] };
        using var cluster = Connect(server);

        Assert.Equal(10_000_000, (await GetAsync(cluster)).Json.GetProperty("caBundle").GetString()!.Length);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_told_as_kubectl_tells_it()
    {
        using var leaf = root.Leaf();
        var server = new TlsServer(leaf);
        using var cluster = Connect(server);
        var port = server.Port;
        await server.DisposeAsync();

        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => GetAsync(cluster));

        Assert.Equal(
            $"error: the connection to the server localhost:{port} was refused - did you specify the right host or port?", error.FirstLine);
    }

    [Fact]
    public async Task Goes_through_the_proxy_and_gives_it_the_password()
    {
        await using var proxy = new TlsServer(null) { Answers = ["HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"u8.ToArray()] };
        var config = MakeCluster.Config() with
        {
            ProxyUrl = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://jane:p%40ss@localhost:{proxy.Port}")),
        };
        using var cluster = new LiveCluster(config, MakeCluster.Settings);

        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => GetAsync(cluster));

        Assert.Equal("unable to connect to the server: the proxy refused to connect to it", error.Message);
        Assert.StartsWith("CONNECT kubernetes.example:6443 ", proxy.Requests[0], StringComparison.Ordinal);
        Assert.DoesNotContain("p@ss", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Compress(byte[] body)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return compressed.ToArray();
    }
}
