using System.Globalization;
using System.Text;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Names;

/// <summary>Percent signs in URIs (RFC 3986 §2.1), as Go's net/url takes them.</summary>
internal static class UriEscapes
{
    /// <summary>What is wrong with the escapes of a text, in Go's words, or null.</summary>
    public static string? Judge(string text)
    {
        for (var i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 3))
        {
            if (!IsEscape(text, i))
            {
                return Invalid(text, i);
            }
        }

        return null;
    }

    /// <summary>The same for a host, whose escapes are of octets beyond ASCII or of a percent sign, and which has a few letters only.</summary>
    /// <param name="text">The host or a part of it.</param>
    /// <param name="isZone">Whether it is the zone of an address, which may hold blanks and escaped letters.</param>
    public static string? JudgeHost(string text, bool isZone)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                if (!IsEscape(text, i) || !MayBeEscaped(text.AsSpan(i, 3), isZone))
                {
                    return Invalid(text, i);
                }

                i += 2;
            }
            else if (!IsHostLetter(text[i]))
            {
                return $"invalid character {GoText.Quote(text.Substring(i, 1))} in host name";
            }
        }

        return null;
    }

    /// <summary>The text without escapes, an octet a letter.</summary>
    public static string Decode(string text)
    {
        var decoded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isEscape = text[i] == '%' && IsEscape(text, i);
            decoded.Append(isEscape ? (char)Octet(text.AsSpan(i, 3)) : text[i]);
            i += isEscape ? 2 : 0;
        }

        return decoded.ToString();
    }

    private static bool MayBeEscaped(ReadOnlySpan<char> escape, bool isZone)
    {
        var octet = Octet(escape);
        return escape is "%25" || (isZone ? octet == ' ' || IsHostLetter((char)octet) : octet >= 0x80);
    }

    private static bool IsHostLetter(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || "-_.~!$&'()*+,;=:[]<>\"".Contains(letter, StringComparison.Ordinal);

    private static bool IsEscape(string text, int at) =>
        at + 2 < text.Length && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]);

    private static int Octet(ReadOnlySpan<char> escape) => int.Parse(escape[1..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string Invalid(string text, int at) => $"invalid URL escape {GoText.Quote(text[at..Math.Min(at + 3, text.Length)])}";
}
