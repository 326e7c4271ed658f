using System.Buffers;

namespace KubectlWebhookCert.Core.Yaml;

/// <summary>YAML 1.1's numbers to the base 60 (<c>12:30:45</c>): strings to us, and quoted so that older readers agree.</summary>
internal static class Sexagesimal
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789_");

    /// <summary>Whether an old reader takes a text for such a number.</summary>
    public static bool IsNumber(ReadOnlySpan<char> text)
    {
        text = text is ['+' or '-', ..] ? text[1..] : text;
        if (text.IsEmpty || !char.IsAsciiDigit(text[0]))
        {
            return false;
        }

        text = text[Run(text)..];
        var parts = 0;
        for (; text is [':', ..]; parts++)
        {
            text = text[1..];
            var digits = text.Length > 1 && text[0] is >= '0' and <= '5' && char.IsAsciiDigit(text[1]) ? 2 : 1;
            if (text.Length < digits || !char.IsAsciiDigit(text[0]))
            {
                return false;
            }

            text = text[digits..];
        }

        return parts > 0 && (text.IsEmpty || (text[0] == '.' && Run(text[1..]) == text.Length - 1));
    }

    private static int Run(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExcept(Digits);
        return end < 0 ? text.Length : end;
    }
}
