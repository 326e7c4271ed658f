using System.Buffers;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>The lines of an answer that goes on. Holds one line at a time.</summary>
/// <param name="response">Whose lines they are; disposed with this, which ends the request.</param>
/// <param name="stream">Its content.</param>
/// <param name="seen">Is shown each line.</param>
internal sealed class LineReader(HttpResponseMessage response, Stream stream, Action<ReadOnlyMemory<byte>> seen) : IDisposable
{
    /// <summary>An object of etcd has 1.5 MiB at most, and JSON makes of it no more than this.</summary>
    public const int LongestLine = 8 << 20;

    private const int FirstBuffer = 16 << 10;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int start;
    private int end;

    /// <summary>The next line, valid until the one after it, or null at the end; what is no whole line is left out.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="InvalidDataException">The line is longer than <see cref="LongestLine"/>.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancellationToken)
    {
        var searched = start;
        while (true)
        {
            var length = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                ReadOnlyMemory<byte> line = buffer.AsMemory(start, searched + length - start);
                searched = start += line.Length + 1;
                if (line.Span.ContainsAnyExcept(" \t\r"u8))
                {
                    seen(line);
                    return line;
                }

                continue;
            }

            MakeRoom();
            searched = end;
            var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
            if (read == 0)
            {
                return null;
            }

            end += read;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stream.Dispose();
        response.Dispose();
        var rented = buffer;
        buffer = [];
        start = end = 0;
        if (rented.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void MakeRoom()
    {
        var length = end - start;
        if (length > LongestLine)
        {
            throw new InvalidDataException("the line does not end");
        }

        // also back to a small one after a long line
        var wanted = length < buffer.Length && length > 0 ? buffer.Length : Math.Max(FirstBuffer, 2 * length);
        var next = wanted == buffer.Length ? buffer : ArrayPool<byte>.Shared.Rent(wanted);
        buffer.AsSpan(start, length).CopyTo(next);
        if (next != buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = next;
        }

        (start, end) = (0, length);
    }
}
