using System.Globalization;
using System.Text;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>One end of a connection whose HTTP/1.1 messages are passed on byte for byte, as they arrive.</summary>
internal sealed class HttpPeer(Stream stream)
{
    private const int HeadLimit = 256 * 1024;
    private const int ReadSize = 16 * 1024;

    private byte[] buffered = [];
    private Task<bool>? filling;

    /// <summary>To write to.</summary>
    public Stream Stream => stream;

    /// <summary>Null at the end of the connection.</summary>
    public async Task<HttpMessageHead?> ReadHeadAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = buffered.AsSpan().IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (buffered.Length > HeadLimit)
            {
                throw new IOException("message head without an end");
            }
            if (!await FillAsync(cancellationToken))
            {
                return null;
            }
        }
        return new HttpMessageHead(Take(end + 4));
    }

    /// <summary>The body's bytes with what frames them.</summary>
    /// <exception cref="IOException">The connection ended first.</exception>
    public async Task CopyBodyAsync(BodyFraming framing, Stream target, CancellationToken cancellationToken)
    {
        switch (framing)
        {
            case BodyFraming.Sized sized:
                await CopyAsync(sized.Length, target, cancellationToken);
                break;
            case BodyFraming.Chunked:
                await CopyChunksAsync(target, cancellationToken);
                break;
            default:
                await CopyAllAsync(target, cancellationToken);
                break;
        }
    }

    /// <summary>Everything up to the end of the connection.</summary>
    public async Task CopyAllAsync(Stream target, CancellationToken cancellationToken)
    {
        do
        {
            await target.WriteAsync(Take(buffered.Length), cancellationToken);
        }
        while (await FillAsync(cancellationToken));
    }

    /// <summary>Ends when the other side has closed the connection, and not when it says something.</summary>
    public async Task UntilGoneAsync(CancellationToken cancellationToken)
    {
        // Not to be cancelled: the next message goes on with this read.
        filling ??= ReadMoreAsync(CancellationToken.None);
        var reading = filling;
        await ((Task)reading.WaitAsync(cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!reading.IsCompleted || (reading.IsCompletedSuccessfully && await reading))
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }

    private async Task CopyChunksAsync(Stream target, CancellationToken cancellationToken)
    {
        long size;
        do
        {
            var line = await ReadLineAsync(cancellationToken);
            await target.WriteAsync(line, cancellationToken);
            var digits = Encoding.ASCII.GetString(line).Split(';')[0].Trim();
            size = long.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (size > 0)
            {
                await CopyAsync(size + 2, target, cancellationToken);
            }
        }
        while (size > 0);
        byte[] trailer;
        do
        {
            trailer = await ReadLineAsync(cancellationToken);
            await target.WriteAsync(trailer, cancellationToken);
        }
        while (trailer.Length > 2);
    }

    private async Task CopyAsync(long count, Stream target, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            if (buffered.Length == 0)
            {
                await MustFillAsync(cancellationToken);
            }
            var part = Take((int)Math.Min(count, buffered.Length));
            await target.WriteAsync(part, cancellationToken);
            count -= part.Length;
        }
    }

    /// <summary>With its end.</summary>
    private async Task<byte[]> ReadLineAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = buffered.AsSpan().IndexOf("\r\n"u8)) < 0)
        {
            await MustFillAsync(cancellationToken);
        }
        return Take(end + 2);
    }

    private byte[] Take(int count)
    {
        var taken = buffered[..count];
        buffered = buffered[count..];
        return taken;
    }

    private async Task MustFillAsync(CancellationToken cancellationToken)
    {
        if (!await FillAsync(cancellationToken))
        {
            throw new IOException("message cut short");
        }
    }

    // A read that was begun to see whether the other side has gone is the one to go on with: a stream can be read once at a time.
    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        var reading = filling ?? ReadMoreAsync(cancellationToken);
        var isMore = await reading.WaitAsync(cancellationToken);
        filling = null;
        return isMore;
    }

    private async Task<bool> ReadMoreAsync(CancellationToken cancellationToken)
    {
        var chunk = new byte[ReadSize];
        var read = await stream.ReadAsync(chunk, cancellationToken);
        buffered = [.. buffered, .. chunk.AsSpan(0, read)];
        return read > 0;
    }
}
