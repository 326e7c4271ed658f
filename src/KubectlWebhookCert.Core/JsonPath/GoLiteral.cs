using System.Globalization;
using System.Text;

namespace KubectlWebhookCert.Core.JsonPath;

/// <summary>Quoted literals as Go writes them, in single quotes too.</summary>
/// <remarks>Source: the Go specification, "String literals" and "Rune literals".</remarks>
internal static class GoLiteral
{
    /// <summary>The text of a literal.</summary>
    /// <param name="literal">With its quotes.</param>
    /// <param name="text">Without quotes and escapes.</param>
    public static bool TryUnquote(string literal, out string text)
    {
        text = string.Empty;
        if (literal.Length < 2 || literal[0] is not ('"' or '\'') || literal[^1] != literal[0])
        {
            return false;
        }

        var quote = literal[0];
        var content = literal[1..^1];
        if (!content.Contains('\\', StringComparison.Ordinal))
        {
            text = content;
            return !content.Contains(quote, StringComparison.Ordinal);
        }

        var bytes = new List<byte>(content.Length); // \x and octal escapes are bytes, which may make up one letter together
        for (var at = 0; at < content.Length;)
        {
            if (content[at] == quote || (content[at] == '\\' && !TryUnescape(content, ref at, quote, bytes)))
            {
                return false;
            }

            if (at < content.Length && content[at] is not '\\' && content[at] != quote)
            {
                var length = char.IsSurrogatePair(content, at) ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(content.Substring(at, length)));
                at += length;
            }
        }

        text = Encoding.UTF8.GetString([.. bytes]);
        return true;
    }

    private static bool TryUnescape(string content, ref int at, char quote, List<byte> bytes)
    {
        if (at + 1 >= content.Length)
        {
            return false;
        }

        var letter = content[at + 1];
        at += 2;
        var simple = "abfnrtv\\'\"".IndexOf(letter, StringComparison.Ordinal);
        if (simple >= 0)
        {
            bytes.Add((byte)"\a\b\f\n\r\t\v\\'\""[simple]);
            return letter is not ('\'' or '"') || letter == quote;
        }

        var (digits, radix) = letter switch { 'x' => (2, 16), 'u' => (4, 16), 'U' => (8, 16), >= '0' and <= '7' => (3, 8), _ => (0, 0) };
        at -= radix == 8 ? 1 : 0;
        if (digits == 0 || at + digits > content.Length || !TryNumber(content.AsSpan(at, digits), radix, out var value))
        {
            return false;
        }

        at += digits;
        if (letter is not ('u' or 'U'))
        {
            bytes.Add((byte)value);
            return value <= byte.MaxValue;
        }

        if (!Rune.TryCreate(value, out var rune))
        {
            return false;
        }

        bytes.AddRange(Encoding.UTF8.GetBytes(rune.ToString()));
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, int radix, out uint value)
    {
        if (radix == 16)
        {
            return uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
        }

        value = 0;
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '7')
            {
                return false;
            }

            value = (value * 8) + digit - '0';
        }

        return true;
    }
}
