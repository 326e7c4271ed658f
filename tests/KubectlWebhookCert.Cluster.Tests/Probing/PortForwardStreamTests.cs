using System.Net.WebSockets;
using System.Text;
using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Cluster.Probing;

/// <summary>Against a kubelet's side of the WebSocket.</summary>
public sealed class PortForwardStreamTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Data_comes_without_channel_and_port()
    {
        var read = await ReadAsync([[0, 0xe3, 0x24], [1, 0xe3, 0x24], [0, 1, 2], [], [0], [7, 9, 9], [0, .. new byte[100_000]]]);

        Assert.Equal(100_002, read.Length);
        Assert.Equal([1, 2, 0], read[..3]);
    }

    [Fact]
    public async Task What_is_written_goes_to_the_data_channel()
    {
        byte[]? got = null;
        await using var server = Kubelet(async (socket, stop) =>
        {
            var buffer = new byte[100];
            var message = await socket.ReceiveAsync(buffer.AsMemory(), stop);
            got = buffer[..message.Count];
        });

        await using (var stream = await OpenAsync(server))
        {
            await stream.WriteAsync(new byte[] { 5, 6 }, Cancelled);
            _ = await stream.ReadAsync(new byte[1], Cancelled);
        }

        Assert.Equal([0, 5, 6], got);
    }

    [Theory]
    [InlineData("error forwarding port 81 to pod web: dial tcp4 127.0.0.1:81: connect: connection refused", "Unreachable { Why = connection refused }")]
    [InlineData("socat: E connect: Connection refused", "Unreachable { Why = connection refused }")]
    [InlineData("sandbox is not\nrunning", "NotAsked { Why = the port-forward failed: sandbox is not running }")]
    public async Task The_error_channel_says_why(string text, string expected)
    {
        var error = await Assert.ThrowsAsync<PortForwardException>(
            () => ReadAsync([[0, 81, 0], [1, 81, 0], [1, .. Encoding.UTF8.GetBytes(text)]]));

        Assert.Equal(expected, ForwardFailure.Ended(error).ToString());
    }

    [Fact]
    public async Task A_forward_that_breaks_off_is_no_end()
    {
        await using var server = ScriptedServer.Saying([0x82, 3, 0, 81, 0]);
        await using var stream = await OpenAsync(server);
        await stream.WriteAsync(new byte[] { 1 }, Cancelled);

        var error = await Assert.ThrowsAsync<PortForwardException>(() => stream.ReadAsync(new byte[10], Cancelled).AsTask());

        Assert.Equal(new ProbeAnswer.NotAsked("the port-forward failed: the connection broke"), ForwardFailure.Ended(error));
    }

    private static async Task<byte[]> ReadAsync(byte[][] messages)
    {
        await using var server = Kubelet(async (socket, stop) =>
        {
            foreach (var message in messages)
            {
                await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, stop);
            }
        });
        await using var stream = await OpenAsync(server);
        using var read = new MemoryStream();
        await stream.CopyToAsync(read, Cancelled);
        return read.ToArray();
    }

    private static ScriptedServer Kubelet(Func<WebSocket, CancellationToken, Task> act) => new(async (stream, stop) =>
    {
        using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true });
        await act(socket, stop);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, stop);
        await ScriptedServer.ReadToEndAsync(stream, stop);
    });

    private static async Task<PortForwardStream> OpenAsync(ScriptedServer server) =>
        new(await DirectDial.OpenAsync("127.0.0.1", server.Port, Cancelled));
}
