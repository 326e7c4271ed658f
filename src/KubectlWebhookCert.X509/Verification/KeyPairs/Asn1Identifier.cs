using System.Text;

namespace KubectlWebhookCert.X509.Verification.KeyPairs;

/// <summary>An object identifier as Go's encoding/asn1 reads it. Its text is made when asked for: it can be megabytes.</summary>
internal readonly struct Asn1Identifier
{
    private const int LongestKnown = 16;

    private readonly ReadOnlyMemory<byte> content;

    private Asn1Identifier(ReadOnlyMemory<byte> content) => this.content = content;

    /// <summary>Dotted; null where it is longer than any that anybody knows.</summary>
    public string? Known => content.Length <= LongestKnown ? ToString() : null;

    public static Asn1Identifier Read(ReadOnlyMemory<byte> content)
    {
        if (content.IsEmpty)
        {
            throw Asn1Error.Syntax("zero length OBJECT IDENTIFIER");
        }

        var position = 0;
        while (position < content.Length)
        {
            ReadArc(content.Span, ref position);
        }

        return new Asn1Identifier(content);
    }

    /// <summary>A number in base 128, up to 2^31 - 1.</summary>
    public static int ReadArc(ReadOnlySpan<byte> bytes, ref int position)
    {
        var value = 0L;
        for (var octets = 0; position < bytes.Length; octets++)
        {
            if (octets == 5)
            {
                throw Asn1Error.Structure("base 128 integer too large");
            }

            var octet = bytes[position++];
            if (octets == 0 && octet == 0x80)
            {
                throw Asn1Error.Syntax("integer is not minimally encoded");
            }

            value = (value << 7) | (octet & 0x7fL);
            if (octet < 0x80)
            {
                return value <= int.MaxValue ? (int)value : throw Asn1Error.Structure("base 128 integer too large");
            }
        }

        throw Asn1Error.Syntax("truncated base 128 integer");
    }

    /// <summary>Dotted.</summary>
    public override string ToString()
    {
        var octets = content.Span;
        var position = 0;
        var first = ReadArc(octets, ref position);
        var top = Math.Min(first / 40, 2);
        var text = new StringBuilder().Append(top).Append('.').Append(first - (top * 40));
        while (position < octets.Length)
        {
            text.Append('.').Append(ReadArc(octets, ref position));
        }

        return text.ToString();
    }
}
