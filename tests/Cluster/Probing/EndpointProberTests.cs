using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Cluster.Probing;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Certificates of pods, read through a real API server and the stand-in kubelet.</summary>
public sealed class EndpointProberTests(SharedCluster shared, GoServers servers) : ClusterTest(shared)
{
    private const int PodPort = 9443;
    private const int Many = 200;

    private readonly TestCertificates authority = new("webhook CA");
    private KubeletStandIn? kubelet;
    private string pods = "";
    private string node = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        kubelet = new KubeletStandIn(Own("the kubelet's certificate must be of the authority that the API server's flags name"));
        pods = await Make.NamespaceAsync(Cancelled);
        node = await Make.NodeAsync(kubelet.Address, Cancelled);
    }

    public override async ValueTask DisposeAsync()
    {
        if (kubelet is not null)
        {
            await kubelet.DisposeAsync();
        }
        authority.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_pods_chain_comes_through_the_api_server()
    {
        using var intermediate = authority.Intermediate("webhook intermediate CA");
        var certificate = intermediate.Issue("hook.shop.svc");
        await using var server = new WebhookServer(new IPEndPoint(IPAddress.Loopback, 0), certificate);
        var request = await PodAsync("hook", server.Address);

        var asked = await AskAsync(request);

        Assert.Equal(ProbeWay.PortForward, asked.Way);
        var presented = Assert.IsType<ProbeAnswer.Presented>(asked.Answer);
        Assert.Equal(
            [certificate.Leaf.RawData, .. certificate.Intermediates.Select(each => each.RawData)], presented.Raw.Select(each => each.Der.ToArray()));
        Assert.Equal(("TLS 1.3", false), (presented.Protocol, presented.AsksClientCertificate));
        Assert.Equal(0, server.RequestCount);
    }

    [Theory]
    [InlineData(GoServing.Tls10, GoServing.Tls10, "TLS 1.0")]
    [InlineData(GoServing.Tls12, GoServing.Tls12, "TLS 1.2")]
    [InlineData(GoServing.Tls13, GoServing.Tls13, "TLS 1.3")]
    public async Task Every_version_of_tls_is_understood(int oldest, int newest, string expected)
    {
        var leaf = IssuedCertificate.SelfSigned(CertificateDraft.Leaf with { Names = ["hook.shop.svc"] });
        var server = await ServeAsync([leaf.Der], leaf.Key, serving => serving with { MinVersion = oldest, MaxVersion = newest });

        var presented = Assert.IsType<ProbeAnswer.Presented>((await AskAsync(await PodAsync("hook", server.Address))).Answer);

        Assert.Equal(expected, presented.Protocol);
        Assert.Equal(leaf.Der.ToArray(), Assert.Single(presented.Raw).Der.ToArray());
    }

    [Fact]
    public async Task A_strange_chain_comes_byte_for_byte()
    {
        var root = IssuedCertificate.SelfSigned(CertificateDraft.Authority);
        var leaf = root.Issue(CertificateDraft.Leaf with
        {
            Key = TestKeyKind.P224,
            Serial = [0x80],
            NotAfter = new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero),
        });
        ImmutableArray<ReadOnlyMemory<byte>> chain = [leaf.Der, root.Der, leaf.Der];
        var server = await ServeAsync(chain, leaf.Key, serving => serving with { DemandsClientCertificate = true });

        var presented = Assert.IsType<ProbeAnswer.Presented>((await AskAsync(await PodAsync("hook", server.Address))).Answer);

        Assert.Equal(chain.Select(each => each.ToArray()), presented.Raw.Select(each => each.Der.ToArray()));
        Assert.True(presented.AsksClientCertificate);
    }

    [Theory]
    [InlineData(GoServing.PlainHttp, "NotTls { What = plain HTTP }")]
    [InlineData(GoServing.Banner, "NotTls { What = something that is not TLS }")]
    [InlineData(GoServing.CloseAtOnce, "Unreachable { Why = it closes the connection at once }")]
    public async Task A_server_that_knows_no_tls_is_told_apart(string mode, string expected)
    {
        var leaf = IssuedCertificate.SelfSigned(CertificateDraft.Leaf);
        var server = await ServeAsync([leaf.Der], leaf.Key, serving => serving with { Mode = mode });

        Assert.Equal(expected, (await AskAsync(await PodAsync("hook", server.Address))).Answer.ToString());
    }

    [Fact]
    public async Task Nobody_listens_in_the_pod() =>
        Assert.Equal(new ProbeAnswer.Unreachable("connection refused"), (await AskAsync(await PodAsync("hook", null))).Answer);

    [Fact]
    public async Task The_pod_is_gone() =>
        Assert.Equal(new ProbeAnswer.NotAsked("the pod is gone"), (await AskAsync(RequestFor("gone"))).Answer);

    [Fact]
    public async Task The_node_is_gone()
    {
        await Make.PodAsync(pods, new PodProfile("lost", "no-such-node", "10.0.0.8"), Cancelled);

        Assert.Equal(new ProbeAnswer.NotAsked("its node no-such-node is gone"), (await AskAsync(RequestFor("lost"))).Answer);
    }

    [Fact]
    public async Task The_kubelet_is_down()
    {
        var request = await PodAsync("hook", null);
        await kubelet!.DisposeAsync();
        kubelet = null;

        var why = Assert.IsType<ProbeAnswer.NotAsked>((await AskAsync(request)).Answer).Why;

        Assert.StartsWith("the kubelet of its node does not answer: ", why, StringComparison.Ordinal);
        Assert.EndsWith("connection refused", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_permission_is_named_and_suffices_once_granted()
    {
        await using var server = new WebhookServer(new IPEndPoint(IPAddress.Loopback, 0), authority.Issue("hook.shop.svc"));
        var request = await PodAsync("hook", server.Address);
        var reader = await RestrictedReader.CreateAsync(Cluster, Make, Cancelled);

        var without = (await AskAsync(request, reader.Kubeconfig)).Answer;
        await reader.GrantAsync(
            Cluster, Make, pods, [new ReadRight("", "pods/portforward", "create"), new ReadRight("", "pods/portforward", "get")], Cancelled);
        var answer = (await AskAsync(request, reader.Kubeconfig)).Answer;
        for (var attempt = 0; answer is ProbeAnswer.NotAsked && attempt < 100; attempt++)
        {
            await Task.Delay(50, Cancelled);
            answer = (await AskAsync(request, reader.Kubeconfig)).Answer;
        }

        Assert.Equal(new ProbeAnswer.NotAsked($"no permission to get pods/portforward in namespace {pods} (newer servers want create too)"), without);
        Assert.IsType<ProbeAnswer.Presented>(answer);
    }

    [Fact]
    public async Task Two_hundred_endpoints_are_asked_in_one_run()
    {
        await using var server = new WebhookServer(new IPEndPoint(IPAddress.Loopback, 0), authority.Issue("hook.shop.svc"));
        var names = Enumerable.Range(0, Many).Select(number => string.Create(CultureInfo.InvariantCulture, $"hook-{number}")).ToList();
        var requests = new ProbeRequest[Many];
        await Parallel.ForAsync(0, Many, Cancelled, async (place, _) => requests[place] = await PodAsync(names[place], server.Address));
        using var cluster = await ConnectAsync(Cluster.AdminKubeconfig);

        var clock = Stopwatch.StartNew();
        var served = await new EndpointProber(cluster, Options).ProbeAsync(requests, Cancelled);
        var together = clock.Elapsed;
        clock.Restart();
        await new EndpointProber(cluster, Options with { Concurrency = 1 }).ProbeAsync(requests, Cancelled);
        var oneByOne = clock.Elapsed;

        Assert.Equal(Many, served.All.Count());
        Assert.All(served.All, endpoint => Assert.IsType<ProbeAnswer.Presented>(endpoint.Answer));
        Assert.Equal(2 * Many, kubelet?.ForwardCount);
        Assert.Equal(0, server.RequestCount);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Many} endpoints in {together.TotalSeconds:0.00}s; one after the other {oneByOne.TotalSeconds:0.00}s");
    }

    private static ProbeOptions Options => new() { Timeout = TimeSpan.FromSeconds(30) };

    private static async Task<LiveCluster> ConnectAsync(string kubeconfig)
    {
        var loader = new KubeconfigLoader(KubeconfigEnvironment.OfThisProcess(static _ => null, TimeProvider.System));
        var config = await loader.LoadAsync(new ConfigOverrides { Kubeconfig = kubeconfig }, Cancelled);
        return new LiveCluster(config, new ApiSettings { Version = "test" });
    }

    private ProbeRequest RequestFor(string pod) => new("hook.shop.svc", "10.0.0.7", PodPort, new ObjectRef("Pod", pods, pod));

    private async Task<ProbedEndpoint> AskAsync(ProbeRequest request, string? kubeconfig = null)
    {
        using var cluster = await ConnectAsync(kubeconfig ?? Cluster.AdminKubeconfig);
        return Assert.Single((await new EndpointProber(cluster, Options).ProbeAsync([request], Cancelled)).All);
    }

    private async Task<ProbeRequest> PodAsync(string name, IPEndPoint? server)
    {
        await Make.PodAsync(pods, new PodProfile(name, node, "10.0.0.7"), Cancelled);
        if (server is not null)
        {
            kubelet?.Route(pods, name, PodPort, server);
        }
        return RequestFor(name);
    }

    private Task<GoServer> ServeAsync(ImmutableArray<ReadOnlyMemory<byte>> chain, TestKey key, Func<GoServing, GoServing> differ) =>
        servers.StartAsync(differ(new GoServing(new IPEndPoint(IPAddress.Loopback, 0), chain, key.Pkcs8)), Cancelled);
}
