using System.Text;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>Columns as kubectl prints them: three blanks between, nothing behind the last one.</summary>
public static class Table
{
    private const int Gap = 3;

    /// <summary>Lays rows out, each line ended by a line feed.</summary>
    /// <param name="headers">Column titles in upper case; null for none (<c>--no-headers</c>).</param>
    /// <param name="rows">Cells, as many in each row as there are columns.</param>
    public static string Format(IReadOnlyList<string>? headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        IReadOnlyList<IReadOnlyList<string>> lines =
        [
            .. headers is null ? [] : new[] { headers },
            .. rows.Select(row => row.Select(Printable.Escape).ToArray()),
        ];
        if (lines.Count == 0)
        {
            return string.Empty;
        }

        var widths = Widths(lines);
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            for (var column = 0; column < line.Count - 1; column++)
            {
                text.Append(line[column].PadRight(widths[column] + Gap));
            }

            text.Append(line[^1]).Append('\n');
        }

        return text.ToString();
    }

    private static int[] Widths(IReadOnlyList<IReadOnlyList<string>> lines)
    {
        var widths = new int[lines[0].Count];
        for (var column = 0; column < widths.Length; column++)
        {
            widths[column] = lines.Max(line => line[column].Length);
        }

        return widths;
    }
}
