using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// One upgraded connection. The port at place i of the request has data channel 2i, both ways, and error channel 2i+1, to the
/// client only; a message is the channel's number and then the bytes.
/// </summary>
internal sealed class PortForwardSession(
    WebSocket client, PortForwardRequest request, Func<PortForwardRequest, int, IPEndPoint?> target) : IDisposable
{
    private const int CopySize = 32 * 1024;

    private readonly SemaphoreSlim sending = new(1);
    private readonly Socket?[] pods = new Socket?[request.Ports.Count];

    /// <summary>Until every port's forward has ended, or the client has gone.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var place = 0; place < request.Ports.Count; place++)
        {
            // On every channel first of all the port, little endian: before the pod is dialled, so it proves nothing.
            await SendPortAsync(DataChannel(place), request.Ports[place], cancellationToken);
            await SendPortAsync(ErrorChannel(place), request.Ports[place], cancellationToken);
        }
        for (var place = 0; place < request.Ports.Count; place++)
        {
            pods[place] = await ConnectAsync(place, cancellationToken);
        }
        var toPods = ToPodsAsync(cancellationToken);
        var fromPods = Task.WhenAll(Enumerable.Range(0, pods.Length).Select(place => FromPodAsync(place, cancellationToken)));
        if (await Task.WhenAny(toPods, fromPods) == fromPods && client.State == WebSocketState.Open)
        {
            await fromPods;
            await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
            return; // What is still being read from the client ends with the connection.
        }
        // The client has gone, orderly or not: the pods learn it by the end of their connections.
        ClosePods();
        await fromPods;
        await toPods;
    }

    public void Dispose()
    {
        ClosePods();
        sending.Dispose();
    }

    private static byte DataChannel(int place) => (byte)(2 * place);

    private static byte ErrorChannel(int place) => (byte)((2 * place) + 1);

    private void ClosePods()
    {
        foreach (var pod in pods)
        {
            pod?.Dispose();
        }
    }

    private async Task<Socket?> ConnectAsync(int place, CancellationToken cancellationToken)
    {
        var port = request.Ports[place];
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            var address = target(request, port) ?? throw new SocketException((int)SocketError.ConnectionRefused);
            await socket.ConnectAsync(address, cancellationToken);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            var cause = string.Create(CultureInfo.InvariantCulture, $"dial tcp4 127.0.0.1:{port}: connect: connection refused");
            var text = string.Create(
                CultureInfo.InvariantCulture, $"error forwarding port {port} to pod {request.Pod}, uid {Guid.Empty}: {cause}");
            await SendAsync(ErrorChannel(place), Encoding.UTF8.GetBytes(text), cancellationToken);
            return null;
        }
    }

    private async Task FromPodAsync(int place, CancellationToken cancellationToken)
    {
        if (pods[place] is not { } pod)
        {
            return;
        }
        var buffer = new byte[CopySize];
        try
        {
            int read;
            while ((read = await pod.ReceiveAsync(buffer, cancellationToken)) > 0)
            {
                await SendAsync(DataChannel(place), buffer.AsMemory(0, read), cancellationToken);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or WebSocketException)
        {
            // Reset by the pod, or the client has gone: the forward ends either way.
        }
    }

    private async Task ToPodsAsync(CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        var buffer = new byte[CopySize];
        while (true)
        {
            var (count, isEnd) = await ReceiveAsync(buffer, cancellationToken);
            if (count < 0)
            {
                return;
            }
            await message.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            if (isEnd)
            {
                await DeliverAsync(message.ToArray(), cancellationToken);
                message.SetLength(0);
            }
        }
    }

    /// <summary>A negative count: the client has gone, with a close frame or without.</summary>
    private async Task<(int Count, bool IsEnd)> ReceiveAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            var received = await client.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            return received.MessageType == WebSocketMessageType.Close ? (-1, true) : (received.Count, received.EndOfMessage);
        }
        catch (WebSocketException)
        {
            return (-1, true);
        }
    }

    // Empty messages, error channels and channels that do not exist are ignored.
    private async Task DeliverAsync(byte[] message, CancellationToken cancellationToken)
    {
        if (message.Length < 2 || message[0] % 2 != 0 || message[0] / 2 >= pods.Length || pods[message[0] / 2] is not { } pod)
        {
            return;
        }
        try
        {
            for (var sent = 1; sent < message.Length;)
            {
                sent += await pod.SendAsync(message.AsMemory(sent), cancellationToken);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The pod has gone; the other direction notices.
        }
    }

    private Task SendPortAsync(byte channel, int port, CancellationToken cancellationToken)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)port);
        return SendAsync(channel, bytes, cancellationToken);
    }

    private async Task SendAsync(byte channel, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        await sending.WaitAsync(cancellationToken);
        try
        {
            await client.SendAsync((byte[])[channel, .. payload.Span], WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
        }
        finally
        {
            sending.Release();
        }
    }
}
