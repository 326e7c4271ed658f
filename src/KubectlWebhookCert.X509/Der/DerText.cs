using System.Buffers;
using System.Text;

namespace KubectlWebhookCert.X509.Der;

/// <summary>The character strings that Go's certificate parser reads; any other type makes it refuse the certificate.</summary>
internal static class DerText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly SearchValues<byte> Numeric = SearchValues.Create("0123456789 "u8);

    /// <summary>The text, or null with what is wrong in Go's words.</summary>
    public static string? Read(DerElement element, out string problem)
    {
        var content = element.Content.Span;
        problem = "";
        switch (element.Tag)
        {
            case DerTag.TeletexText:
                return Encoding.Latin1.GetString(content);
            case DerTag.PrintableText:
                problem = "invalid PrintableString";
                return AllPrintable(content) ? Encoding.ASCII.GetString(content) : null;
            case DerTag.Utf8Text:
                problem = "invalid UTF-8 string";
                return ReadUtf8(content);
            case DerTag.BmpText:
                problem = "invalid BMPString";
                return content.Length % 2 == 0 ? ReadBmp(content) : null;
            case DerTag.Ia5Text:
                problem = "invalid IA5String";
                return ReadIa5(content);
            case DerTag.NumericText:
                problem = "invalid NumericString";
                return content.ContainsAnyExcept(Numeric) ? null : Encoding.ASCII.GetString(content);
            default:
                problem = $"unsupported string type: {element.Tag}";
                return null;
        }
    }

    /// <summary>Whether a tag is one of those that <see cref="Read"/> reads.</summary>
    public static bool IsText(byte tag) => tag is DerTag.TeletexText or DerTag.PrintableText or DerTag.Utf8Text or DerTag.BmpText
        or DerTag.Ia5Text or DerTag.NumericText;

    /// <summary>ASCII text, or null.</summary>
    public static string? ReadIa5(ReadOnlySpan<byte> content) => Ascii.IsValid(content) ? Encoding.ASCII.GetString(content) : null;

    /// <summary>Whether a BMPString holds surrogates or noncharacters, which newer Go refuses.</summary>
    public static bool HasReservedUnits(ReadOnlySpan<byte> content)
    {
        for (var i = 0; i + 1 < content.Length; i += 2)
        {
            var unit = (content[i] << 8) | content[i + 1];
            if (unit is >= 0xd800 and <= 0xdfff or >= 0xfdd0 and <= 0xfdef or 0xfffe or 0xffff)
            {
                return true;
            }
        }

        return false;
    }

    private static string? ReadUtf8(ReadOnlySpan<byte> content)
    {
        try
        {
            return StrictUtf8.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string ReadBmp(ReadOnlySpan<byte> content) =>
        Encoding.BigEndianUnicode.GetString(content is [.., 0, 0] ? content[..^2] : content);

    /// <summary>The PrintableString set, and the <c>*</c> and <c>&amp;</c> that real certificates hold.</summary>
    private static bool AllPrintable(ReadOnlySpan<byte> content)
    {
        foreach (var character in content)
        {
            if (!char.IsAsciiLetterOrDigit((char)character) && !" '()+,-./:=?*&"u8.Contains(character))
            {
                return false;
            }
        }

        return true;
    }
}
