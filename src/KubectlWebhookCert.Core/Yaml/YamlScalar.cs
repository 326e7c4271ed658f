using System.Globalization;
using System.Text;

namespace KubectlWebhookCert.Core.Yaml;

/// <summary>Writes one string: plain where that reads back as the same string, else quoted, else as a literal block.</summary>
internal static class YamlScalar
{
    private const int Width = 80;
    private const int LongestSimpleKey = 128;

    /// <summary>Whether a key fits on its line; a longer one is written after <c>?</c>.</summary>
    public static bool IsSimpleKey(string key) =>
        !ScalarTraits.Of(key).HasBreaks && (key.Length <= LongestSimpleKey / 3 || Encoding.UTF8.GetByteCount(key) <= LongestSimpleKey);

    /// <summary>Writes a string after what is on the line.</summary>
    /// <param name="page">Takes it.</param>
    /// <param name="text">The string.</param>
    /// <param name="indent">Where its further lines begin.</param>
    /// <param name="isKey">Whether it has to stay on its line.</param>
    public static void Write(YamlPage page, string text, int indent, bool isKey)
    {
        var traits = ScalarTraits.Of(text);
        page.Separate();
        if (text.Contains('\n', StringComparison.Ordinal))
        {
            if (traits.MayBeLiteral && !isKey)
            {
                WriteLiteral(page, text, indent);
            }
            else
            {
                WriteDoubleQuoted(page, text, indent, isKey);
            }
        }
        else if (ScalarResolver.Resolve(text).Kind != ScalarKind.Text || Sexagesimal.IsNumber(text) || (isKey && traits.HasBreaks))
        {
            WriteDoubleQuoted(page, text, indent, isKey);
        }
        else if (traits.MayBePlain)
        {
            WriteFolded(page, text, indent, isKey, quoted: false);
        }
        else if (traits.MayBeSingleQuoted)
        {
            page.Append('\'');
            WriteFolded(page, text, indent, isKey, quoted: true);
            page.Append('\'');
        }
        else
        {
            WriteDoubleQuoted(page, text, indent, isKey);
        }
    }

    private static void WriteFolded(YamlPage page, string text, int indent, bool isKey, bool quoted)
    {
        var afterSpace = false;
        var afterBreak = false;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var next = at + rune.Utf16SequenceLength;
            if (rune.Value == ' ')
            {
                var folds = !isKey && !afterSpace && page.Column > Width && !(next < text.Length && text[next] == ' ') &&
                    (!quoted || (at > 0 && next < text.Length));
                if (folds)
                {
                    page.Indent(indent, compact: false);
                }
                else
                {
                    page.Append(' ');
                }

                afterSpace = true;
            }
            else if (ScalarTraits.IsBreak(rune))
            {
                page.UnicodeBreak(rune);
                afterBreak = true;
            }
            else
            {
                page.Indent(afterBreak ? indent : 0, compact: true);
                if (quoted && rune.Value == '\'')
                {
                    page.Append('\'');
                }

                page.Append(rune);
                afterSpace = false;
                afterBreak = false;
            }

            at = next;
        }
    }

    private static void WriteDoubleQuoted(YamlPage page, string text, int indent, bool isKey)
    {
        page.Append('"');
        var afterSpace = false;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var next = at + rune.Utf16SequenceLength;
            if (rune.Value == ' ')
            {
                if (!isKey && !afterSpace && page.Column > Width && at > 0 && next < text.Length)
                {
                    page.Indent(indent, compact: false);
                    if (text[next] == ' ')
                    {
                        page.Append('\\');
                    }
                }
                else
                {
                    page.Append(' ');
                }
            }
            else if (rune.Value is '"' or '\\' || !ScalarTraits.IsPrintable(rune) || ScalarTraits.IsBreak(rune))
            {
                foreach (var letter in Escape(rune.Value))
                {
                    page.Append(letter);
                }
            }
            else
            {
                page.Append(rune);
            }

            afterSpace = rune.Value == ' ';
            at = next;
        }

        page.Append('"');
    }

    private static string Escape(int letter) => letter switch
    {
        0x00 => "\\0",
        0x07 => "\\a",
        0x08 => "\\b",
        0x09 => "\\t",
        0x0A => "\\n",
        0x0B => "\\v",
        0x0C => "\\f",
        0x0D => "\\r",
        0x1B => "\\e",
        '"' => "\\\"",
        '\\' => "\\\\",
        0x85 => "\\N",
        0xA0 => "\\_",
        0x2028 => "\\L",
        0x2029 => "\\P",
        <= 0xFF => string.Create(CultureInfo.InvariantCulture, $"\\x{letter:X2}"),
        <= 0xFFFF => string.Create(CultureInfo.InvariantCulture, $"\\u{letter:X4}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\U{letter:X8}"),
    };

    private static void WriteLiteral(YamlPage page, string text, int indent)
    {
        page.Append('|');
        if (text[0] is ' ' or '\n' or '\u2028' or '\u2029')
        {
            page.Append('2'); // the indent cannot be told from the first line
        }

        if (!ScalarTraits.IsBreak(text[^1]))
        {
            page.Append('-');
        }
        else if (text.Length == 1 || ScalarTraits.IsBreak(text[^2]))
        {
            page.Append('+');
        }

        page.Break();
        var atStart = true;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n')
            {
                page.Break();
                atStart = true;
            }
            else if (ScalarTraits.IsBreak(rune))
            {
                page.UnicodeBreak(rune);
                atStart = true;
            }
            else
            {
                page.Indent(atStart ? indent : 0, compact: true);
                page.Append(rune);
                atStart = false;
            }
        }
    }
}
