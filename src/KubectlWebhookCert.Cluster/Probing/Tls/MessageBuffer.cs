namespace KubectlWebhookCert.Cluster.Probing.Tls;

/// <summary>Puts handshake messages together: a record may hold several, and several one.</summary>
/// <remarks>Source: RFC 5246 §7.4.</remarks>
internal sealed class MessageBuffer
{
    private const int HeaderSize = 4;

    private readonly List<byte> pending = [];

    /// <summary>Adds the content of a record.</summary>
    /// <param name="content">Of a handshake record.</param>
    public void Add(ReadOnlySpan<byte> content) => pending.AddRange(content);

    /// <summary>The next whole message; null where it has not all come.</summary>
    /// <exception cref="InvalidDataException">It is longer than anything that would be read.</exception>
    public (byte Type, byte[] Body)? Next()
    {
        if (pending.Count < HeaderSize)
        {
            return null;
        }

        var length = (pending[1] << 16) | (pending[2] << 8) | pending[3];
        if (length > RecordReader.LargestTotal)
        {
            throw new InvalidDataException("a message too long");
        }

        if (pending.Count < HeaderSize + length)
        {
            return null;
        }

        var type = pending[0];
        var body = pending.GetRange(HeaderSize, length).ToArray();
        pending.RemoveRange(0, HeaderSize + length);
        return (type, body);
    }
}
