using System.Buffers.Binary;

namespace KubectlWebhookCert.Cluster.Probing.Tls;

/// <summary>Cuts what a server sends into records.</summary>
/// <remarks>Source: RFC 5246 §6.2.</remarks>
/// <param name="stream">From the server.</param>
internal sealed class RecordReader(Stream stream)
{
    /// <summary>Of all records: a chain of a hundred certificates is far below.</summary>
    public const int LargestTotal = 256 << 10;

    /// <summary>Type, version, length.</summary>
    private const int HeaderSize = 5;

    private const int LargestRecord = (16 << 10) + 2048;

    private readonly byte[] header = new byte[HeaderSize];
    private int total;

    /// <summary>The first bytes that came, five at most: they tell what it is where it is not TLS.</summary>
    public ReadOnlyMemory<byte> Beginning { get; private set; }

    /// <summary>Whether the server has said anything.</summary>
    public bool IsSilent => Beginning.IsEmpty;

    /// <summary>The next record; null at the end, also where that is in the middle of one.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="InvalidDataException">This is no record of TLS, or there are too many.</exception>
    public async Task<(byte Type, ReadOnlyMemory<byte> Content)?> NextAsync(CancellationToken cancellationToken)
    {
        for (var filled = 0; filled < HeaderSize;)
        {
            var read = await stream.ReadAsync(header.AsMemory(filled), cancellationToken);
            filled += read;
            if (total == 0)
            {
                Beginning = header.AsMemory(0, filled).ToArray();
            }

            if (!BeginsRecord(header.AsSpan(0, filled)))
            {
                throw new InvalidDataException("no record of TLS");
            }

            if (read == 0)
            {
                return null;
            }
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(3));
        total += HeaderSize + length;
        if (length > LargestRecord || total > LargestTotal)
        {
            throw new InvalidDataException("a record too long");
        }

        var content = new byte[length];
        return await stream.ReadAtLeastAsync(content, length, throwOnEndOfStream: false, cancellationToken) == length ? (header[0], content) : null;
    }

    private static bool BeginsRecord(ReadOnlySpan<byte> bytes) => bytes is [] or [>= 20 and <= 24] or [>= 20 and <= 24, 3, ..];
}
