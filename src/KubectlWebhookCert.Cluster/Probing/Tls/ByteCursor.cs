using System.Buffers.Binary;

namespace KubectlWebhookCert.Cluster.Probing.Tls;

/// <summary>Reads numbers and vectors of TLS from the front of some bytes.</summary>
/// <param name="bytes">The bytes.</param>
internal ref struct ByteCursor(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    public readonly bool IsAtEnd => rest.IsEmpty;

    /// <exception cref="InvalidDataException">There are fewer.</exception>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > rest.Length)
        {
            throw new InvalidDataException("cut short");
        }

        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    public byte Byte() => Take(1)[0];

    public ushort Number() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public int LongNumber() => (Byte() << 16) | Number();
}
