using System.Globalization;
using System.Text;

namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>Takes messages out of the quotation marks of JSON, of Go and of structured logs.</summary>
internal static class QuotedText
{
    private const int Deepest = 4;

    /// <summary>What is around the quoted messages of a line, then they themselves, each without its quotes.</summary>
    public static List<string> Pieces(string line)
    {
        var pieces = new List<string>();
        Collect(line, 0, pieces);
        return pieces;
    }

    private static void Collect(string text, int depth, List<string> pieces)
    {
        var place = pieces.Count;
        var around = new StringBuilder();
        var kept = 0;
        for (var open = text.IndexOf('"', StringComparison.Ordinal); open >= 0 && depth < Deepest; open = text.IndexOf('"', open + 1))
        {
            if (!OpensValue(text, open))
            {
                continue;
            }

            var close = End(text, open + 1);
            if (close < 0)
            {
                break;
            }

            if (Markers.MayHold(text.AsSpan(open + 1, close - open - 1)))
            {
                around.Append(text, kept, open - kept).Append(' ');
                Collect(Unescape(text[(open + 1)..close]), depth + 1, pieces);
                kept = close + 1;
                open = close;
            }
        }

        var rest = kept == 0 ? text : around.Append(text, kept, text.Length - kept).ToString();
        pieces.Insert(place, rest.Contains("\\\"", StringComparison.Ordinal) ? Unescape(rest) : rest);
    }

    // A value follows a colon, an equals sign, a comma or a bracket; a name within a message follows a word.
    private static bool OpensValue(string text, int open)
    {
        var before = open - 1;
        while (before >= 0 && before >= open - 2 && text[before] == ' ')
        {
            before--;
        }

        return before < 0 || text[before] is ':' or '=' or ',' or '[' or '{';
    }

    private static int End(string text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            var step = text.AsSpan(at).IndexOfAny('"', '\\');
            if (step < 0)
            {
                return -1;
            }

            at += step;
            if (text[at] == '"')
            {
                return at;
            }

            at++;
        }

        return -1;
    }

    /// <summary>Reads the escapes that JSON and Go share; leaves what is none.</summary>
    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var read = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\' || at + 1 == text.Length)
            {
                read.Append(text[at]);
                continue;
            }

            at++;
            _ = text[at] switch
            {
                '"' or '\\' or '/' => read.Append(text[at]),
                'n' or 'r' => read.Append('\n'),
                't' => read.Append(' '),
                'u' when Code(text, at + 1, 4) is { } code => read.Append(code),
                _ => read.Append('\\').Append(text[at]),
            };
            at += text[at] == 'u' && Code(text, at + 1, 4) is not null ? 4 : 0;
        }

        return read.ToString();
    }

    private static char? Code(string text, int from, int length) =>
        from + length <= text.Length
        && ushort.TryParse(text.AsSpan(from, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : null;
}
