using System.Formats.Asn1;
using System.Globalization;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Der;

/// <summary>OBJECT IDENTIFIER (X.690 §8.19) to dotted decimal text.</summary>
internal static class DerObjectIdentifier
{
    private const int UsualLength = 64;

    /// <summary>Arcs up to 2^31 - 1, which is as far as Go's encoding/asn1 type reaches.</summary>
    /// <param name="element">The element.</param>
    /// <param name="what">What is wrong where it is none.</param>
    /// <param name="refusals">Where superfluous octets are noted, which Go 1.19 reads over; null to refuse them.</param>
    public static string Read(DerElement element, string what, List<ParserRefusal>? refusals = null)
    {
        var content = element.Content.Span;
        var text = content.Length <= UsualLength ? stackalloc char[CharactersFor(UsualLength)] : new char[CharactersFor(content.Length)];
        var written = 0;
        var next = 0;
        while (next < content.Length)
        {
            var first = next == 0;
            var isMinimal = content[next] != 0x80;
            if (!TryReadArc(content, ref next, out var arc) || (!isMinimal && refusals is null))
            {
                throw new DerFormatException(what, element.Start);
            }

            if (!isMinimal)
            {
                refusals!.Add(ParserRefusal.Since(GoChanges.IdentifiersAreMinimal, what));
            }

            if (first)
            {
                var top = Math.Min(arc / 40, 2);
                text[written++] = (char)('0' + top);
                arc -= top * 40;
            }

            text[written++] = '.';
            arc.TryFormat(text[written..], out var digits, default, CultureInfo.InvariantCulture);
            written += digits;
        }

        return written > 0 ? new string(text[..written]) : throw new DerFormatException(what, element.Start);
    }

    // An octet has seven bits, hence hardly more than two digits, and may begin with a dot; the first also tells the top.
    private static int CharactersFor(int octets) => (octets * 4) + 4;

    /// <summary>Whether <see cref="Read"/> reads it.</summary>
    public static bool IsSmall(DerElement element)
    {
        try
        {
            Read(element, "");
            return true;
        }
        catch (DerFormatException)
        {
            return false;
        }
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
