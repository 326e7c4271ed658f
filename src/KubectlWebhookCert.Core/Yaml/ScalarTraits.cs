using System.Text;

namespace KubectlWebhookCert.Core.Yaml;

/// <summary>Which styles a string's letters leave open.</summary>
/// <param name="MayBePlain">Without quotes, outside of flow collections.</param>
/// <param name="MayBeSingleQuoted">In single quotes.</param>
/// <param name="MayBeLiteral">As a literal block.</param>
/// <param name="HasBreaks">Whether there is a line break in it.</param>
internal readonly record struct ScalarTraits(bool MayBePlain, bool MayBeSingleQuoted, bool MayBeLiteral, bool HasBreaks)
{
    /// <summary>Looks at every letter once.</summary>
    public static ScalarTraits Of(string text)
    {
        if (text.Length == 0)
        {
            return new ScalarTraits(MayBePlain: true, MayBeSingleQuoted: true, MayBeLiteral: false, HasBreaks: false);
        }

        var indicator = text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal);
        var special = false;
        var breaks = false;
        var breakThenSpace = false;
        var spaceThenBreak = false;
        var previous = '\0';
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var next = at + rune.Utf16SequenceLength;
            var endsWord = next >= text.Length || text[next] is ' ' or '\t';
            var letter = rune.IsBmp ? (char)rune.Value : '\uFFFF';
            indicator |= letter switch
            {
                ':' => endsWord,
                '#' => at == 0 || IsBlankOrBreak(previous),
                '-' or '?' => at == 0 && endsWord,
                ',' or '[' or ']' or '{' or '}' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' => at == 0,
                _ => false,
            };
            special |= !IsPrintable(rune);
            breaks |= IsBreak(letter);
            breakThenSpace |= letter == ' ' && IsBreak(previous);
            spaceThenBreak |= IsBreak(letter) && previous == ' ';
            previous = letter;
            at = next;
        }

        var edges = text[0] == ' ' || text[^1] == ' ' || breaks;
        special |= spaceThenBreak;
        return new ScalarTraits(
            MayBePlain: !edges && !indicator && !special,
            MayBeSingleQuoted: !special && !breakThenSpace,
            MayBeLiteral: !special && text[^1] != ' ',
            HasBreaks: breaks);
    }

    /// <summary>Whether a letter needs no escape.</summary>
    public static bool IsPrintable(Rune rune) =>
        rune.Value is '\n' or (>= 0x20 and <= 0x7E) or (>= 0xA0 and <= 0xD7FF) or (>= 0xE000 and <= 0xFFFD and not 0xFEFF);

    /// <summary>Whether a letter ends a line in YAML 1.1.</summary>
    public static bool IsBreak(Rune rune) => rune.IsBmp && IsBreak((char)rune.Value);

    /// <summary>Whether a letter ends a line in YAML 1.1.</summary>
    public static bool IsBreak(char letter) => letter is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    private static bool IsBlankOrBreak(char letter) => letter is ' ' or '\t' || IsBreak(letter);
}
