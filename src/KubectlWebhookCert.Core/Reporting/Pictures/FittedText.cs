using System.Text;

namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>Text broken into lines of so many columns of a monospaced font. No line is ever wider.</summary>
internal static class FittedText
{
    private const string BreakAfter = " -./,:;=@_";
    private const int FirstWide = 0x1100; // from here on scripts have characters of twice the width; counting all of them so wastes a little room
    private const char Ellipsis = '…';

    /// <summary>How many columns a text takes.</summary>
    /// <param name="text">Any text.</param>
    public static int Columns(string text) => Printable.Escape(text).EnumerateRunes().Sum(Columns);

    /// <summary>The lines; what does not fit into so many of them ends in an ellipsis.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="columns">Columns of a line; at least 2.</param>
    /// <param name="lines">The most lines.</param>
    public static List<string> Wrap(string text, int columns, int lines)
    {
        List<string> wrapped = [];
        var rest = Printable.Escape(text).Trim().EnumerateRunes().ToList();
        while (Width(rest, rest.Count) > columns && wrapped.Count < lines - 1)
        {
            var fitting = Fitting(rest, columns);
            var cut = rest.FindLastIndex(fitting - 1, fitting / 2, IsBreak) is var at and >= 0 ? at + 1 : fitting;
            wrapped.Add(Words(rest, cut).Trim());
            rest = rest[cut..];
        }

        wrapped.Add(Width(rest, rest.Count) > columns ? Words(rest, Fitting(rest, columns - 1)) + Ellipsis : Words(rest, rest.Count).Trim());
        return wrapped;
    }

    private static int Fitting(List<Rune> text, int columns)
    {
        var count = 0;
        for (var used = 0; count < text.Count && used + Columns(text[count]) <= columns; count++)
        {
            used += Columns(text[count]);
        }

        return count;
    }

    private static int Width(List<Rune> text, int count) => text.Take(count).Sum(Columns);

    private static string Words(List<Rune> text, int count) => string.Concat(text.Take(count).Select(rune => rune.ToString()));

    private static int Columns(Rune rune) => rune.Value >= FirstWide && rune.Value != Ellipsis ? 2 : 1;

    private static bool IsBreak(Rune rune) => rune.IsAscii && BreakAfter.Contains((char)rune.Value, StringComparison.Ordinal);
}
