using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Security.Authentication;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Cluster.Probing;

[SuppressMessage("Security", "CA5398:Avoid hardcoded SslProtocols values", Justification = "each version has its own handshake")]
public sealed class EndpointProberTests
{
    private const string NoPod = "it has no pod, and its address is reached from inside the cluster only: --probe direct there";

    private static readonly ObjectRef Pod = new("Pod", "shop", "web-0");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ProbeMode.Auto, true, false, true, false, ProbeWay.PortForward, "")]
    [InlineData(ProbeMode.Auto, true, false, true, true, ProbeWay.Direct, "")]
    [InlineData(ProbeMode.Auto, false, false, true, false, null, NoPod)]
    [InlineData(ProbeMode.Auto, false, false, true, true, ProbeWay.Direct, "")]
    [InlineData(ProbeMode.Auto, false, true, true, false, ProbeWay.Direct, "")]
    [InlineData(ProbeMode.Auto, false, true, false, false, null, "files are judged, not a cluster")]
    [InlineData(ProbeMode.PortForward, true, false, true, true, ProbeWay.PortForward, "")]
    [InlineData(ProbeMode.PortForward, false, false, true, true, null, NoPod)]
    [InlineData(ProbeMode.PortForward, false, true, false, false, ProbeWay.Direct, "")]
    [InlineData(ProbeMode.PortForward, true, false, false, false, null, "files are judged: there is no API server to forward through")]
    [InlineData(ProbeMode.Direct, true, false, true, false, ProbeWay.Direct, "")]
    [InlineData(ProbeMode.Direct, false, false, false, false, ProbeWay.Direct, "")]
    [InlineData(ProbeMode.None, true, false, true, false, null, "nobody is asked: --probe none")]
    public void The_way_follows_from_mode_and_place(
        ProbeMode mode, bool hasPod, bool isUrl, bool hasCluster, bool inCluster, ProbeWay? way, string why)
    {
        var request = new ProbeRequest("web.shop.svc", "10.0.0.7", 9443, hasPod ? Pod : null, isUrl);

        Assert.Equal(new ProbeRoute(way, why), ProbeRoute.Of(request, new ProbeOptions { Mode = mode, InCluster = inCluster }, hasCluster));
    }

    [Theory]
    [InlineData("10.0.0.7", 0)]
    [InlineData("10.0.0.7", 65536)]
    [InlineData("", 443)]
    public async Task An_address_that_cannot_be_is_not_dialled(string address, int port)
    {
        var request = new ProbeRequest("web", address, port, null);

        var asked = await ProbeAsync(new ProbeOptions { Mode = ProbeMode.Direct }, request);

        Assert.Equal(new ProbedEndpoint(request, null, new ProbeAnswer.NotAsked("there can be no such address")), Assert.Single(asked.All));
    }

    [Fact]
    public async Task One_failure_is_not_told_of_another()
    {
        using var leaf = TestAuthority.SelfSignedLeaf();
        await using var good = TlsHost.Serving(SslProtocols.Tls12, false, null, leaf);
        await using var silent = ScriptedServer.Silent();
        await using var http = ScriptedServer.Saying("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        var closedPort = await PortOfNobodyAsync();

        var served = await ProbeAsync(Direct(seconds: 2), At(good.Port), At(silent.Port), At(http.Port), At(closedPort), At(good.Port));

        Assert.Equal(4, served.All.Count());
        Assert.IsType<ProbeAnswer.Presented>(served.Find(At(good.Port))!.Answer);
        Assert.Equal(new ProbeAnswer.Unreachable("it accepts the connection and says nothing"), served.Find(At(silent.Port))!.Answer);
        Assert.Equal(new ProbeAnswer.NotTls("plain HTTP"), served.Find(At(http.Port))!.Answer);
        Assert.Equal(new ProbeAnswer.Unreachable("connection refused"), served.Find(At(closedPort))!.Answer);
        Assert.All(served.All, endpoint => Assert.Equal(ProbeWay.Direct, endpoint.Way));
        Assert.Equal(1, good.Accepted); // asked twice, dialled once
    }

    [Fact]
    public async Task A_host_is_found_by_its_name()
    {
        using var leaf = TestAuthority.SelfSignedLeaf();
        await using var server = TlsHost.Serving(SslProtocols.Tls12, false, null, leaf);
        var request = new ProbeRequest("localhost", "localhost", server.Port, null, IsUrl: true);
        var unknown = request with { Address = "no-such-host.invalid" };

        var served = await ProbeAsync(Direct(seconds: 20), request, unknown);

        Assert.IsType<ProbeAnswer.Presented>(served.Find(request)!.Answer);
        Assert.IsType<ProbeAnswer.Unreachable>(served.Find(unknown)!.Answer);
    }

    [Fact]
    public async Task No_more_are_asked_at_once_than_allowed()
    {
        await using var server = new ScriptedServer(static async (stream, stop) => await Task.Delay(30, stop));
        var requests = Enumerable.Range(0, 30).Select(number => At(server.Port) with { ServerName = Numbered(number) }).ToArray();

        var served = await ProbeAsync(Direct(seconds: 20) with { Concurrency = 4 }, requests);

        Assert.Equal(30, served.All.Count());
        Assert.Equal(30, server.Accepted);
        Assert.InRange(server.Most, 2, 5); // one may still be seen to close while the next opens
    }

    [Fact]
    public async Task What_is_cancelled_ends_at_once_and_leaves_nothing_open()
    {
        await using var server = ScriptedServer.Silent();
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var requests = Enumerable.Range(0, 40).Select(number => At(server.Port) with { ServerName = Numbered(number) }).ToArray();
        var asking = new EndpointProber(null, Direct(seconds: 600)).ProbeAsync(requests, interrupt.Token);
        await UntilAsync(() => server.Open == 16);

        var clock = Stopwatch.StartNew();
        await interrupt.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"it took {clock.Elapsed}");
        await UntilAsync(() => server.Open == 0);
        Assert.Equal(16, server.Accepted);
    }

    [Theory]
    [InlineData(ProbeMode.None, true)]
    [InlineData(ProbeMode.Auto, false)]
    public async Task Nobody_is_asked(ProbeMode mode, bool isUrl) =>
        Assert.True((await ProbeAsync(new ProbeOptions { Mode = mode }, At(1) with { IsUrl = isUrl })).IsEmpty);

    [Theory]
    [InlineData(403, "pods \"web-0\" is forbidden: User \"u\" cannot get resource \"pods/portforward\" in API group \"\" in the namespace \"shop\"", "no permission to get pods/portforward in namespace shop (newer servers want create too)")]
    [InlineData(403, "pods \"web-0\" is forbidden: ", "no permission to create pods/portforward in namespace shop")]
    [InlineData(403, "pods \"web-0\" is forbidden: not on a Friday", "the API server forbids the port-forward: pods \"web-0\" is forbidden: not on a Friday")]
    [InlineData(404, "pods \"web-0\" not found", "the pod is gone")]
    [InlineData(404, "pods \"node-1\" not found", "its node node-1 is gone")]
    [InlineData(400, "pod web-0 does not have a host assigned", "the pod is on no node yet")]
    [InlineData(500, "no preferred addresses found; known addresses: []", "its node has no address that the API server knows")]
    [InlineData(500, "error dialing backend: dial tcp 10.0.0.1:10250: i/o timeout", "the kubelet of its node does not answer: dial tcp 10.0.0.1:10250: i/o timeout")]
    [InlineData(500, "something else", "the port-forward was refused: something else")]
    public async Task A_refused_port_forward_says_why(int code, string message, string expected)
    {
        using var api = new FakeApi().Answers(
            code, $$"""{"kind":"Status","status":"Failure","code":{{code}},"message":"{{message.Replace("\"", "\\\"", StringComparison.Ordinal)}}"}""");
        using var cluster = MakeCluster.Over(api);
        var request = At(9443) with { Pod = Pod };

        var served = await new EndpointProber(cluster, new ProbeOptions()).ProbeAsync([request], Cancelled);

        Assert.Equal(new ProbedEndpoint(request, ProbeWay.PortForward, new ProbeAnswer.NotAsked(expected)), Assert.Single(served.All));
        var asked = Assert.Single(api.Requests);
        Assert.Equal("GET /api/v1/namespaces/shop/pods/web-0/portforward?ports=9443", asked.Line);
        Assert.Equal("v4.channel.k8s.io", asked.Headers["Sec-WebSocket-Protocol"]);
    }

    [Fact]
    public async Task A_pod_with_an_address_of_each_family_is_forwarded_to_once()
    {
        using var api = new FakeApi().Answers(404, "pod does not exist\n", "text/plain");
        using var cluster = MakeCluster.Over(api);
        var request = At(9443) with { Pod = Pod };
        ProbeRequest[] requests = [request, request with { Address = "fd00::7" }];

        var served = await new EndpointProber(cluster, new ProbeOptions()).ProbeAsync(requests, Cancelled);

        Assert.Equal(requests, served.All.Select(endpoint => endpoint.Request));
        Assert.Single(api.Requests);
    }

    [Theory]
    [InlineData("https://10.96.0.1:443", "10.96.0.1", true)]
    [InlineData("https://[fd00::1]:443", "fd00::1", true)]
    [InlineData("https://kubernetes.default.svc", "10.96.0.1", true)]
    [InlineData("https://kubernetes.default.svc", null, false)]
    [InlineData("https://api.example.com:6443", "10.96.0.1", false)] // a CI job's pod, in another cluster than it asks
    public void Pods_are_near_only_in_the_cluster_that_is_asked(string server, string? serviceHost, bool expected) => Assert.Equal(
        expected, PodNetwork.IsJoined(new Uri(server), name => name == "KUBERNETES_SERVICE_HOST" ? serviceHost : null));

    [Theory]
    [InlineData(404, "pod does not exist\n", "the pod is gone")]
    [InlineData(500, "no\u001b[2J\nsandbox", "the port-forward was refused: no [2J sandbox")]
    public async Task A_kubelet_says_why_in_plain_text(int code, string text, string expected)
    {
        using var api = new FakeApi().Answers(code, text, "text/plain");
        using var cluster = MakeCluster.Over(api);

        var served = await new EndpointProber(cluster, new ProbeOptions()).ProbeAsync([At(9443) with { Pod = Pod }], Cancelled);

        Assert.Equal(new ProbeAnswer.NotAsked(expected), Assert.Single(served.All).Answer);
    }

    [Fact]
    public async Task What_only_says_that_it_is_a_websocket_is_none()
    {
        using var api = new FakeApi().Answers((int)HttpStatusCode.SwitchingProtocols, string.Empty);
        using var cluster = MakeCluster.Over(api);

        var served = await new EndpointProber(cluster, new ProbeOptions()).ProbeAsync([At(9443) with { Pod = Pod }], Cancelled);

        Assert.Contains("no port-forward", Assert.IsType<ProbeAnswer.NotAsked>(Assert.Single(served.All).Answer).Why, StringComparison.Ordinal);
    }

    private static ProbeOptions Direct(double seconds) => new() { Mode = ProbeMode.Direct, Timeout = TimeSpan.FromSeconds(seconds) };

    private static ProbeRequest At(int port) => new("web.shop.svc", "127.0.0.1", port, null);

    private static string Numbered(int number) => string.Create(CultureInfo.InvariantCulture, $"web-{number}.shop.svc");

    private static Task<ServedCertificates> ProbeAsync(ProbeOptions options, params ProbeRequest[] requests) =>
        new EndpointProber(null, options).ProbeAsync(requests, Cancelled);

    private static async Task<int> PortOfNobodyAsync()
    {
        await using var closed = ScriptedServer.Silent();
        return closed.Port;
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var attempt = 0; !isSo() && attempt < 500; attempt++)
        {
            await Task.Delay(20, Cancelled);
        }

        Assert.True(isSo());
    }
}
