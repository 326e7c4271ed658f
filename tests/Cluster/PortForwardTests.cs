using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Bytes through the real API server to the stand-in kubelet and on to a "pod", and back.</summary>
public sealed class PortForwardTests(SharedCluster shared) : ClusterTest(shared)
{
    private KubeletStandIn? kubelet;
    private string pods = "";

    [Fact]
    public async Task Bytes_travel_both_ways()
    {
        await using var pod = await PodAsync("echo");
        using var forward = await OpenAsync("echo", "ports=9443");

        Assert.Equal([0, 0xe3, 0x24], await ReceiveAsync(forward));
        Assert.Equal([1, 0xe3, 0x24], await ReceiveAsync(forward));
        await SendAsync(forward, 0, "hello");

        Assert.Equal("\0HELLO", Encoding.ASCII.GetString(await ReceiveAsync(forward)));
    }

    [Fact]
    public async Task More_than_one_message_arrives_whole_and_in_order()
    {
        await using var pod = await PodAsync("echo");
        using var forward = await OpenAsync("echo", "ports=9443");
        await ReceiveAsync(forward);
        await ReceiveAsync(forward);
        var sent = string.Concat(Enumerable.Range(0, 40_000).Select(i => (char)('a' + (i % 26))));

        await SendAsync(forward, 0, sent);
        var received = new StringBuilder();
        while (received.Length < sent.Length)
        {
            var message = await ReceiveAsync(forward);
            Assert.Equal(0, message[0]);
            received.Append(Encoding.ASCII.GetString(message, 1, message.Length - 1));
        }

        Assert.Equal(sent.ToUpperInvariant(), received.ToString());
    }

    [Fact]
    public async Task Every_port_has_two_channels_of_its_own()
    {
        await using var pod = await PodAsync("echo");
        kubelet?.Route(pods, "echo", 8443, pod.Address);
        using var forward = await OpenAsync("echo", "ports=9443&ports=8443");
        var preamble = new List<byte[]>();
        for (var channel = 0; channel < 4; channel++)
        {
            preamble.Add(await ReceiveAsync(forward));
        }

        Assert.Equal([[0, 0xe3, 0x24], [1, 0xe3, 0x24], [2, 0xfb, 0x20], [3, 0xfb, 0x20]], preamble);
        await SendAsync(forward, 2, "second");
        Assert.Equal("\u0002SECOND", Encoding.ASCII.GetString(await ReceiveAsync(forward)));
    }

    [Fact]
    public async Task A_port_without_a_listener_is_told_of_on_the_error_channel()
    {
        await using var pod = await PodAsync("echo");
        using var forward = await OpenAsync("echo", "ports=81");
        await ReceiveAsync(forward);
        await ReceiveAsync(forward);

        var error = Encoding.UTF8.GetString(await ReceiveAsync(forward));

        Assert.StartsWith("\u0001error forwarding port 81 to pod echo, uid ", error, StringComparison.Ordinal);
        Assert.Empty(await ReceiveAsync(forward));
        Assert.Equal(WebSocketCloseStatus.NormalClosure, forward.CloseStatus);
    }

    [Fact]
    public async Task The_end_of_the_pods_stream_closes_the_forward()
    {
        await using var pod = await PodAsync("echo");
        using var forward = await OpenAsync("echo", "ports=9443");
        await ReceiveAsync(forward);
        await ReceiveAsync(forward);

        await SendAsync(forward, 0, "bye");

        Assert.Equal("\0BYE", Encoding.ASCII.GetString(await ReceiveAsync(forward)));
        Assert.Empty(await ReceiveAsync(forward));
        Assert.Equal(WebSocketCloseStatus.NormalClosure, forward.CloseStatus);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("ports=0", HttpStatusCode.BadRequest)]
    [InlineData("ports=abc", HttpStatusCode.BadRequest)]
    public async Task Ports_that_are_none_are_refused(string query, HttpStatusCode expected)
    {
        await using var pod = await PodAsync("echo");
        using var socket = Client();

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(Address("echo", query), Cancelled));

        Assert.Equal(expected, socket.HttpStatusCode);
    }

    [Fact]
    public async Task A_subprotocol_that_the_kubelet_does_not_know_is_refused()
    {
        await using var pod = await PodAsync("echo");
        using var socket = Client("v9.channel.k8s.io");

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(Address("echo", "ports=9443"), Cancelled));

        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task A_pod_whose_node_is_gone_cannot_be_reached()
    {
        await using var pod = await PodAsync("echo");
        await Make.PodAsync(pods, new PodProfile("lost", "no-such-node", "10.0.0.8"), Cancelled);
        using var socket = Client();

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(Address("lost", "ports=9443"), Cancelled));

        Assert.Equal(HttpStatusCode.NotFound, socket.HttpStatusCode);
    }

    [Fact]
    public async Task A_forward_that_breaks_off_ends_without_a_close_frame()
    {
        await using var pod = await PodAsync("echo");
        using var forward = await OpenAsync("echo", "ports=9443");
        await ReceiveAsync(forward);
        await ReceiveAsync(forward);

        kubelet?.DropConnections();

        await Assert.ThrowsAsync<WebSocketException>(() => ReceiveAsync(forward));
        Assert.Null(forward.CloseStatus);
    }

    public override async ValueTask DisposeAsync()
    {
        if (kubelet is not null)
        {
            await kubelet.DisposeAsync();
        }
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static async Task<byte[]> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(length), Cancelled);
            length += received.Count;
            if (received.EndOfMessage)
            {
                return buffer[..length];
            }
        }
    }

    private static async Task SendAsync(ClientWebSocket socket, byte channel, string text) =>
        await socket.SendAsync(
            (byte[])[channel, .. Encoding.ASCII.GetBytes(text)], WebSocketMessageType.Binary, endOfMessage: true, Cancelled);

    private async Task<UpperCaseServer> PodAsync(string name)
    {
        kubelet = new KubeletStandIn(Own("the kubelet's certificate must be of the authority that the API server's flags name"));
        pods = await Make.NamespaceAsync(Cancelled);
        var node = await Make.NodeAsync(kubelet.Address, Cancelled);
        await Make.PodAsync(pods, new PodProfile(name, node, "10.0.0.7"), Cancelled);
        var server = new UpperCaseServer();
        kubelet.Route(pods, name, 9443, server.Address);
        return server;
    }

    private async Task<ClientWebSocket> OpenAsync(string pod, string query)
    {
        var socket = Client();
        try
        {
            await socket.ConnectAsync(Address(pod, query), Cancelled);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private ClientWebSocket Client(string protocol = "v4.channel.k8s.io")
    {
        var own = (ControlPlane)Cluster;
        var socket = new ClientWebSocket();
        socket.Options.Proxy = null;
        socket.Options.AddSubProtocol(protocol);
        socket.Options.SetRequestHeader("Authorization", "Bearer " + own.AdminToken);
        socket.Options.RemoteCertificateValidationCallback = ApiClient.Trusting(own.Pki.Server.Authority);
        socket.Options.CollectHttpResponseDetails = true;
        return socket;
    }

    private Uri Address(string pod, string query) => new UriBuilder(Cluster.Anonymous.Server)
    {
        Scheme = "wss",
        Path = $"/api/v1/namespaces/{pods}/pods/{pod}/portforward",
        Query = query,
    }.Uri;
}
