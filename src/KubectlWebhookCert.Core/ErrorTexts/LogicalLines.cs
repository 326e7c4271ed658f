using System.Buffers;

namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>Puts together what was wrapped: a scalar in YAML, a message folded in an issue, a cell in a terminal's table.</summary>
internal static class LogicalLines
{
    private const int MostLines = 16;
    private const int LongestJoined = 8192;

    private static readonly SearchValues<string> MayGoOn = SearchValues.Create(
        ["ailed calling", "onversion webhook for", "esponse from http", "essage:"], StringComparison.Ordinal);

    /// <summary>The lines of a text; an end of line within a message is a blank.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var lines = text.Split('\n');
        for (var index = 0; index < lines.Length;)
        {
            var first = new WrappedLine(lines[index]);
            var joined = first.Text;
            var next = index + 1;
            if (joined.AsSpan().ContainsAny(MayGoOn))
            {
                for (; next < lines.Length && next - index < MostLines; next++)
                {
                    var line = new WrappedLine(lines[next]);
                    if (joined.Length + line.Text.Length > LongestJoined || !GoesOn(first, joined, line))
                    {
                        break;
                    }

                    joined = Join(joined, line.Text.Trim());
                }
            }

            yield return joined;
            index = next;
        }
    }

    private static bool GoesOn(WrappedLine first, string joined, WrappedLine next)
    {
        if (next.Text.AsSpan().Trim().IsEmpty)
        {
            return false;
        }

        if (first.MessageColumn is { } column)
        {
            return next.Indent > column;
        }

        if (Markers.NextStart(next.Text) >= 0)
        {
            return false;
        }

        return joined.TrimEnd() is var shown && (shown.EndsWith(':') || shown.EndsWith("calling", StringComparison.Ordinal))
            || (first.IsFramed && next.IsFramed)
            || (next.Indent > first.Indent && !IsCode(next.Text.AsSpan().Trim()));
    }

    // a stack trace below a log line
    private static bool IsCode(ReadOnlySpan<char> text) => text[0] == '/' || text.StartsWith("at ", StringComparison.Ordinal);

    // YAML in double quotes: a backslash at the end of a line takes the end of line away, one at the start keeps a blank
    private static string Join(string joined, string next)
    {
        var shown = joined.TrimEnd();
        return shown.EndsWith('\\') ? shown[..^1] + next.TrimStart('\\') : $"{shown} {next.TrimStart('\\')}";
    }
}
