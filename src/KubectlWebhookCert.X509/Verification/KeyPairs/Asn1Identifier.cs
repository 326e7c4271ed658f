using System.Globalization;
using System.Text;

namespace KubectlWebhookCert.X509.Verification.KeyPairs;

/// <summary>Object identifiers as Go's encoding/asn1 reads them.</summary>
internal static class Asn1Identifier
{
    /// <summary>To dotted text.</summary>
    public static string Read(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
        {
            throw Asn1Error.Syntax("zero length OBJECT IDENTIFIER");
        }

        var position = 0;
        var first = ReadArc(content, ref position);
        var top = Math.Min(first / 40, 2);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{top}.{first - (top * 40)}");
        while (position < content.Length)
        {
            text.Append(CultureInfo.InvariantCulture, $".{ReadArc(content, ref position)}");
        }

        return text.ToString();
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
}
