using System.Net.WebSockets;
using System.Runtime.InteropServices;
using KubectlWebhookCert.Cluster.Api;

namespace KubectlWebhookCert.Cluster.Probing;

/// <summary>
/// One forwarded port as a stream. Every message is the number of a channel and then bytes: channel 0 carries the connection, channel 1 why
/// there is none. On both the port comes first, before the kubelet has dialled the pod.
/// </summary>
/// <remarks>Source: k8s.io/kubelet, pkg/cri/streaming/portforward (websocket.go).</remarks>
/// <param name="connection">To the kubelet, a WebSocket from here on; closed with this.</param>
internal sealed class PortForwardStream(Stream connection) : Stream
{
    /// <summary>The subprotocol.</summary>
    public const string Protocol = "v4.channel.k8s.io";

    private const byte DataChannel = 0;
    private const byte ErrorChannel = 1;
    private const int PortSize = 2;
    private const int LongestError = 4096;

    private readonly WebSocket socket = WebSocket.CreateFromStream(
        connection, new WebSocketCreationOptions { SubProtocol = Protocol, KeepAliveInterval = TimeSpan.Zero });

    private readonly byte[] buffer = new byte[32 << 10];
    private readonly int[] portBytes = [PortSize, PortSize];
    private readonly List<byte> error = [];
    private ReadOnlyMemory<byte> received;
    private int channel = -1;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads what the pod sends; 0 at the end.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="cancellationToken">Stops waiting, and ends the forward.</param>
    /// <exception cref="PortForwardException">The kubelet could not forward, or the forward broke.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (received.IsEmpty)
        {
            if (!await ReceiveAsync(cancellationToken))
            {
                return error.Count == 0 ? 0 : throw Failure();
            }
        }

        var count = Math.Min(buffer.Length, received.Length);
        received[..count].CopyTo(buffer);
        received = received[count..];
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var message = new byte[buffer.Length + 1];
        message[0] = DataChannel;
        buffer.CopyTo(message.AsMemory(1));
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
        }
        catch (WebSocketException exception)
        {
            throw new PortForwardException("the connection broke", exception);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            socket.Dispose();
        }

        base.Dispose(disposing);
    }

    private PortForwardException Failure() => new(PlainText.Of(CollectionsMarshal.AsSpan(error)));

    /// <summary>Takes what has come of one message; false at the end.</summary>
    private async Task<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        ValueWebSocketReceiveResult part;
        try
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
        }
        catch (WebSocketException exception)
        {
            throw error.Count > 0 ? Failure() : new PortForwardException("the connection broke", exception);
        }

        if (part.MessageType == WebSocketMessageType.Close)
        {
            return false;
        }

        ReadOnlyMemory<byte> bytes = buffer.AsMemory(0, part.Count);
        if (channel < 0 && !bytes.IsEmpty)
        {
            channel = bytes.Span[0];
            bytes = bytes[1..];
        }

        Take(bytes);
        if (part.EndOfMessage)
        {
            var isError = channel == ErrorChannel && error.Count > 0;
            channel = -1;
            return isError ? throw Failure() : true;
        }

        return true;
    }

    private void Take(ReadOnlyMemory<byte> bytes)
    {
        if (channel is not (DataChannel or ErrorChannel))
        {
            return;
        }

        var skipped = Math.Min(portBytes[channel], bytes.Length);
        portBytes[channel] -= skipped;
        bytes = bytes[skipped..];
        if (channel == DataChannel)
        {
            received = bytes;
        }
        else
        {
            error.AddRange(bytes.Span[..Math.Min(bytes.Length, LongestError - error.Count)]);
        }
    }
}
