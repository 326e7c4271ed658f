using System.Text;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>Draws trees with guides, everything within a width: notes in one column, and below their line where they do not fit.</summary>
public static class TreeLayout
{
    private const int Gap = 3;
    private const int NarrowestText = 8; // narrower than that nobody reads; the line may then be too wide

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

        var limit = width ?? int.MaxValue;
        var noteColumn = NoteColumn(rows, limit);
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            Write(row, noteColumn, limit, text);
        }

        return text.ToString();
    }

    private static void Flatten(TreeNode node, string firstGuide, string nextGuide, List<Row> rows)
    {
        var below = node.Children.Count > 0 ? nextGuide + "│" : nextGuide;
        for (var index = 0; index < node.Lines.Count; index++)
        {
            var line = node.Lines[index];
            var safe = line with { Text = Printable.Escape(line.Text), Note = Printable.Escape(line.Note) };
            rows.Add(new Row(index == 0 ? firstGuide : nextGuide, safe, index < node.Lines.Count - 1 ? nextGuide : below, nextGuide.Length));
        }

        for (var index = 0; index < node.Children.Count; index++)
        {
            var last = index == node.Children.Count - 1;
            Flatten(node.Children[index], nextGuide + (last ? "└─ " : "├─ "), nextGuide + (last ? "   " : "│  "), rows);
        }
    }

    // The column in which most notes find room beside their text; the leftmost of several.
    private static int NoteColumn(List<Row> rows, int limit)
    {
        var best = 0;
        var most = -1;
        foreach (var row in rows)
        {
            var column = row.End + Gap;
            var fitting = rows.Count(other => other.FitsAt(column, limit));
            if (fitting > most || (fitting == most && column < best))
            {
                (best, most) = (column, fitting);
            }
        }

        return best;
    }

    private static void Write(Row row, int noteColumn, int limit, StringBuilder text)
    {
        var indent = row.Below.PadRight(row.Start + row.Line.Hang);
        text.Append(row.Guide);
        WriteWrapped(row.Line.Text, row.Guide.Length, indent, limit, text);
        if (row.FitsAt(noteColumn, limit))
        {
            text.Append(' ', noteColumn - row.End).Append(row.Line.Note);
        }
        else if (row.End + Gap + row.Line.Note.Length <= limit && row.Line.Note.Length > 0)
        {
            text.Append(' ', Gap).Append(row.Line.Note);
        }
        else if (row.Line.Note.Length > 0)
        {
            text.Append('\n').Append(indent);
            WriteWrapped(row.Line.Note, indent.Length, indent, limit, text);
        }

        text.Append('\n');
    }

    private static void WriteWrapped(string words, int column, string indent, int limit, StringBuilder text)
    {
        var room = Math.Max(limit - column, NarrowestText);
        while (words.Length > room)
        {
            // A label and what it labels stay together: `calls   https://...` breaks inside the URL.
            var cut = words.LastIndexOf(' ', room) is var blank && blank > room / 2 ? blank : room;
            text.Append(words.AsSpan(0, cut).TrimEnd()).Append('\n').Append(indent);
            words = words[cut..].TrimStart();
            room = Math.Max(limit - indent.Length, NarrowestText);
        }

        text.Append(words);
    }

    // Guide in front of the line, guide in front of what continues it, and where the node's text starts.
    private sealed record Row(string Guide, TreeLine Line, string Below, int Start)
    {
        public int End => Guide.Length + Line.Text.Length;

        public bool FitsAt(int column, int limit) =>
            Line.Note.Length > 0 && End + Gap <= column && column + (long)Line.Note.Length <= limit;
    }
}
