namespace KubectlWebhookCert.X509.Der;

/// <summary>A BIT STRING (X.690 §8.6) in DER: padding bits are zero.</summary>
internal readonly struct DerBits(ReadOnlyMemory<byte> bytes, int padding)
{
    /// <summary>Whether bit n is set; bit 0 is the first. Bits beyond the end are not set.</summary>
    public bool IsSet(int bit) => bit < (bytes.Length * 8) - padding && (bytes.Span[bit / 8] & (0x80 >> (bit % 8))) != 0;

    /// <summary>The bits moved right so that the last one ends its octet, as Go takes keys and signatures.</summary>
    public ReadOnlyMemory<byte> RightAligned()
    {
        if (padding == 0 || bytes.IsEmpty)
        {
            return bytes;
        }

        var source = bytes.Span;
        var aligned = new byte[source.Length];
        for (var i = 0; i < source.Length; i++)
        {
            var carried = i == 0 ? 0 : source[i - 1] << (8 - padding);
            aligned[i] = (byte)(carried | (source[i] >> padding));
        }

        return aligned;
    }

    public static bool TryRead(ReadOnlyMemory<byte> content, out DerBits bits)
    {
        bits = default;
        if (content.IsEmpty)
        {
            return false;
        }

        int padding = content.Span[0];
        var bytes = content[1..];
        if (padding > 7 || (bytes.IsEmpty && padding != 0) || (!bytes.IsEmpty && (bytes.Span[^1] & ((1 << padding) - 1)) != 0))
        {
            return false;
        }

        bits = new DerBits(bytes, padding);
        return true;
    }
}
