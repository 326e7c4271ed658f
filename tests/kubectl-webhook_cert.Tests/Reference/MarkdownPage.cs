using System.Text;
using KubectlWebhookCert.Commands.Help;

namespace KubectlWebhookCert.Commands.Tests.Reference;

/// <summary>A command's help as a page of docs/reference.</summary>
internal static class MarkdownPage
{
    public static string Format(HelpDocument help)
    {
        var page = new StringBuilder($"# {help.Name}\n");
        foreach (var paragraph in help.Paragraphs)
        {
            page.Append('\n').Append(HelpDocument.IsVerbatim(paragraph) ? Block("text", paragraph) : $"{Escape(paragraph)}\n");
        }

        page.Append('\n').Append(Block(string.Empty, help.Usage));
        foreach (var section in help.Commands)
        {
            WriteTable(page, section, "command", entry => $"[{entry.Term}]({entry.Term}.md)");
        }

        if (help.Text.Examples.Count > 0)
        {
            page.Append("\n## Examples\n\n").Append(Block("sh", string.Join("\n\n", help.Text.Examples.Select(example => $"# {example.Purpose}\n{example.Line}"))));
        }

        foreach (var section in help.Flags)
        {
            WriteTable(page, section, "flag", entry => Term(entry.Term));
        }

        return page.Append("\n[Options of every command](options.md)").Append(help.Commands.Count > 0 ? "\n" : " · [all commands](README.md)\n").ToString();
    }

    public static string FormatGlobalFlags(HelpDocument help)
    {
        var page = new StringBuilder($"# {help.Name}\n\nThe following options can be passed to any command. They mean what they mean for kubectl.\n");
        WriteTable(page, help.GlobalFlags, "flag", entry => Term(entry.Term));
        return page.Append("\n[All commands](README.md)\n").ToString();
    }

    private static void WriteTable(StringBuilder page, HelpSection section, string heading, Func<HelpEntry, string> term)
    {
        page.Append("\n## ").Append(section.Title).Append("\n\n| ").Append(heading).Append(" | |\n|---|---|\n");
        foreach (var entry in section.Entries)
        {
            page.Append("| ").Append(term(entry)).Append(" | ").Append(Escape(entry.Description)).Append(" |\n");
        }
    }

    private static string Term(string term) => string.Join(", ", term.Split(", ").Select(part => $"`{part}`"));

    private static string Block(string language, string text) => $"```{language}\n{text}\n```\n";

    private static string Escape(string text) => text
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal);
}
