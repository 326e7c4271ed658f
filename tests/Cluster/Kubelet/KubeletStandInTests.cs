using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The stand-in's own bytes, against what a kubelet 1.20 was seen to send.</summary>
public sealed class KubeletStandInTests : IAsyncDisposable
{
    private const string Upgrade =
        "Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    private readonly TestCertificates authority = new("kubelet CA");
    private readonly KubeletStandIn kubelet;

    public KubeletStandInTests() => kubelet = new KubeletStandIn(authority.Issue("127.0.0.1"));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_bytes_of_a_forward_that_fails_are_a_kubelets()
    {
        var answer = await AskAsync(
            $"GET /portForward/default/hook?port=443 HTTP/1.1\r\n{Upgrade}Sec-WebSocket-Protocol: v4.channel.k8s.io\r\n\r\n");

        var end = answer.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        var head = Encoding.ASCII.GetString(answer, 0, end);
        var frames = answer[end..];
        Assert.StartsWith("HTTP/1.1 101 Switching Protocols\r\n", head, StringComparison.Ordinal);
        Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", head, StringComparison.Ordinal); // RFC 6455, section 1.3
        Assert.Contains("Sec-WebSocket-Protocol: v4.channel.k8s.io\r\n", head, StringComparison.Ordinal);
        Assert.Equal("820300BB01" + "820301BB01", Convert.ToHexString(frames, 0, 10));
        Assert.Equal("880203E8", Convert.ToHexString(frames[^4..]));
        Assert.Contains("\u0001error forwarding port 443 to pod hook, uid ", Encoding.ASCII.GetString(frames), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/portForward/default/hook", "400", "query parameter \"port\" is required")]
    [InlineData("GET", "/portForward/default/hook?port=0", "400", "port \"0\" must be > 0")]
    [InlineData("GET", "/portForward/default/hook?port=443%2C65536", "400", "unable to parse \"65536\" as a port")]
    [InlineData("POST", "/portForward/default/hook?port=443", "405", "")]
    [InlineData("GET", "/exec/default/hook?port=443", "404", "")]
    public async Task What_it_cannot_do_it_refuses(string method, string target, string status, string text)
    {
        var answer = Encoding.ASCII.GetString(await AskAsync($"{method} {target} HTTP/1.1\r\n{Upgrade}\r\n"));

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.EndsWith($"\r\n\r\n{text}", answer, StringComparison.Ordinal);
        Assert.Equal(0, kubelet.ForwardCount);
    }

    public async ValueTask DisposeAsync()
    {
        await kubelet.DisposeAsync();
        authority.Dispose();
    }

    private async Task<byte[]> AskAsync(string request)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(kubelet.Address, Cancelled);
        await using var stream = new SslStream(new NetworkStream(socket));
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "127.0.0.1",
                ClientCertificates = [authority.IssueClient("kube-apiserver").Leaf],
                RemoteCertificateValidationCallback = ApiClient.Trusting(authority.Authority),
            },
            Cancelled);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Cancelled);
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer, Cancelled);
        return answer.ToArray();
    }
}
