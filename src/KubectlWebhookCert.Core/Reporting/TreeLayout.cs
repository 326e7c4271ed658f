using System.Text;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>Draws trees with guides, the notes in one column, everything within a width.</summary>
public static class TreeLayout
{
    private const int Gap = 3;
    private const int NarrowestNote = 24;

    /// <summary>The trees as text, each line ended by a line feed.</summary>
    /// <param name="roots">One tree after another.</param>
    /// <param name="width">Columns of the terminal, or null for no limit.</param>
    public static string Draw(IEnumerable<TreeNode> roots, int? width)
    {
        ArgumentNullException.ThrowIfNull(roots);
        var rows = new List<Row>();
        foreach (var root in roots)
        {
            Flatten(root, string.Empty, string.Empty, rows);
        }

        var widest = width is { } columns ? Math.Max(columns - NarrowestNote, columns * 3 / 5) : int.MaxValue;
        var noteColumn = rows
            .Where(row => row.Line.Note.Length > 0)
            .Select(row => row.Guide.Length + row.Line.Text.Length + Gap)
            .Where(end => end <= widest)
            .DefaultIfEmpty(Math.Min(widest, NarrowestNote))
            .Max();

        var text = new StringBuilder();
        foreach (var row in rows)
        {
            Write(row, noteColumn, width ?? int.MaxValue, text);
        }

        return text.ToString();
    }

    private static void Flatten(TreeNode node, string firstGuide, string nextGuide, List<Row> rows)
    {
        var below = node.Children.Count > 0 ? nextGuide + "│  " : nextGuide + "   ";
        foreach (var (index, line) in node.Lines.Index())
        {
            var safe = new TreeLine(Printable.Escape(line.Text), Printable.Escape(line.Note));
            rows.Add(new Row(index == 0 ? firstGuide : nextGuide, safe, index < node.Lines.Count - 1 ? nextGuide : below));
        }

        foreach (var (index, child) in node.Children.Index())
        {
            var last = index == node.Children.Count - 1;
            Flatten(child, nextGuide + (last ? "└─ " : "├─ "), nextGuide + (last ? "   " : "│  "), rows);
        }
    }

    private static void Write(Row row, int noteColumn, int width, StringBuilder text)
    {
        var start = text.Length;
        WriteWrapped(row.Line.Text, row.Guide, row.ContinuationGuide, width, text);
        if (row.Line.Note.Length > 0)
        {
            var used = text.Length - Math.Max(start, LastLineStart(text));
            if (used + Gap > noteColumn && used + Gap + row.Line.Note.Length > width)
            {
                text.Append('\n');
                text.Append(row.ContinuationGuide.PadRight(noteColumn));
            }
            else
            {
                text.Append(' ', Math.Max(Gap, noteColumn - used));
            }

            var column = text.Length - LastLineStart(text);
            WriteWrapped(row.Line.Note, string.Empty, row.ContinuationGuide.PadRight(column), width, text, column);
        }

        text.Append('\n');
    }

    private static void WriteWrapped(
        string words, string guide, string continuationGuide, int width, StringBuilder text, int column = 0)
    {
        text.Append(guide);
        var room = Math.Max(width - column - guide.Length, 8);
        while (words.Length > room)
        {
            var cut = words.LastIndexOf(' ', room);
            cut = cut <= 0 ? room : cut;
            text.Append(words.AsSpan(0, cut).TrimEnd()).Append('\n').Append(continuationGuide);
            words = words[cut..].TrimStart();
            room = Math.Max(width - continuationGuide.Length, 8);
        }

        text.Append(words);
    }

    private static int LastLineStart(StringBuilder text)
    {
        var at = text.Length;
        while (at > 0 && text[at - 1] != '\n')
        {
            at--;
        }

        return at;
    }

    private sealed record Row(string Guide, TreeLine Line, string ContinuationGuide);
}
