using System.Formats.Asn1;
using System.Globalization;
using System.Text;

namespace KubectlWebhookCert.X509.Der;

/// <summary>OBJECT IDENTIFIER (X.690 §8.19) to dotted decimal text.</summary>
internal static class DerObjectIdentifier
{
    /// <summary>Arcs up to 2^31 - 1, which is as far as Go's encoding/asn1 type reaches.</summary>
    public static string Read(DerElement element, string what)
    {
        var content = element.Content.Span;
        var text = new StringBuilder(content.Length * 3);
        var next = 0;
        while (next < content.Length)
        {
            var first = next == 0;
            if (!TryReadArc(content, ref next, out var arc))
            {
                throw new DerFormatException(what, element.Start);
            }

            if (first)
            {
                var top = Math.Min(arc / 40, 2);
                text.Append(CultureInfo.InvariantCulture, $"{top}.{arc - (top * 40)}");
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $".{arc}");
            }
        }

        return text.Length > 0 ? text.ToString() : throw new DerFormatException(what, element.Start);
    }

    /// <summary>Arcs of any size: certificate policies carry UUIDs.</summary>
    public static string ReadLarge(DerElement element, string what)
    {
        try
        {
            return AsnDecoder.ReadObjectIdentifier(element.Whole.Span, AsnEncodingRules.DER, out _);
        }
        catch (AsnContentException exception)
        {
            throw new DerFormatException(what, element.Start, exception);
        }
    }

    private static bool TryReadArc(ReadOnlySpan<byte> content, ref int next, out int arc)
    {
        arc = 0;
        if (content[next] == 0x80)
        {
            return false;
        }

        for (var octets = 0; next < content.Length; octets++)
        {
            if (octets == 5 || arc >= 1 << 24)
            {
                return false;
            }

            var octet = content[next++];
            arc = (arc << 7) | (octet & 0x7f);
            if (octet < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
