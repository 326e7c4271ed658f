using System.Globalization;
using System.Text;

namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>Text of a stranger in a quoted label of a Mermaid diagram: shown as it is, and never syntax, a directive, HTML or Markdown.</summary>
/// <remarks>Source: Mermaid's "Entity codes to escape characters" (<c>#34;</c>); what is not known to be harmless is written so.</remarks>
internal static class MermaidText
{
    private const string Harmless = " ./:,=()-?…";
    private const string LineBreak = "<br/>"; // the one tag that Mermaid takes in its strict mode, which GitHub uses

    /// <summary>Lines of a label, in the quotes that belong around it. Empty ones are left out.</summary>
    /// <param name="lines">The lines.</param>
    public static string Label(IEnumerable<string> lines) =>
        $"\"{string.Join(LineBreak, lines.Where(line => line.Length > 0).Select(Escape))}\"";

    /// <summary>One line, without quotes.</summary>
    /// <param name="text">Any text.</param>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length + 16);
        List<Rune> runes = [.. Printable.Escape(text).EnumerateRunes()];
        for (var index = 0; index < runes.Count; index++)
        {
            if (Rune.IsLetterOrDigit(runes[index]) || (IsHarmless(runes[index]) && !IsMarkdown(runes, index)))
            {
                safe.Append(runes[index].ToString());
            }
            else
            {
                safe.Append(CultureInfo.InvariantCulture, $"#{runes[index].Value};");
            }
        }

        return safe.ToString();
    }

    private static bool IsHarmless(Rune rune) => rune.IsBmp && Harmless.Contains((char)rune.Value, StringComparison.Ordinal);

    // at the beginning of a line "- x" and "1. x" are lists, and a line of "---" or "===" makes a heading of the one above
    private static bool IsMarkdown(List<Rune> text, int index) => text[index].Value switch
    {
        '-' or '=' => index == 0,
        '.' => index > 0 && Rune.IsDigit(text[index - 1]) && index + 1 < text.Count && text[index + 1].Value == ' ',
        _ => false,
    };
}
