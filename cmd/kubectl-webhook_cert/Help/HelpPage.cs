using System.Text;
using KubectlWebhookCert.Core.Reporting;

namespace KubectlWebhookCert.Commands.Help;

/// <summary>Help for a terminal, laid out as kubectl's.</summary>
internal static class HelpPage
{
    private const int UsualWidth = 80;
    private const int WidestText = 100; // columns that are still easy to read
    private const string FlagIndent = "    ";
    private const string TextIndent = "        ";
    private const string CommandIndent = "  ";

    /// <summary>The help of a command.</summary>
    /// <param name="help">What it says.</param>
    /// <param name="terminalWidth">Columns of the terminal; null where there is none.</param>
    public static string Format(HelpDocument help, int? terminalWidth)
    {
        var width = Width(terminalWidth);
        var page = new StringBuilder();
        foreach (var paragraph in help.Paragraphs)
        {
            WriteParagraph(page, paragraph, width);
        }

        WriteExamples(page, help);
        foreach (var section in help.Commands)
        {
            WriteCommands(page, section, width);
        }

        foreach (var section in help.Flags)
        {
            WriteFlags(page.Append(section.Title).Append(":\n"), section, width);
        }

        page.Append("Usage:\n").Append(CommandIndent).Append(help.Usage).Append("\n\n");
        if (help.Commands.Count > 0)
        {
            WrappedText.Write(page, $"Use \"{help.Name} COMMAND --help\" for more information about a command.", string.Empty, string.Empty, width);
        }

        WrappedText.Write(
            page, "Use \"kubectl webhook-cert options\" for a list of global command-line options (applies to all commands).", string.Empty, string.Empty, width);
        return page.ToString();
    }

    /// <summary>The flags of every command.</summary>
    /// <param name="help">The help of any command.</param>
    /// <param name="terminalWidth">Columns of the terminal; null where there is none.</param>
    public static string FormatGlobalFlags(HelpDocument help, int? terminalWidth)
    {
        var page = new StringBuilder("The following options can be passed to any command:\n\n");
        WriteFlags(page, help.GlobalFlags, Width(terminalWidth));
        return page.ToString(0, page.Length - 1);
    }

    private static int Width(int? terminalWidth) => Math.Min(terminalWidth ?? UsualWidth, WidestText);

    private static void WriteParagraph(StringBuilder page, string paragraph, int width)
    {
        if (HelpDocument.IsVerbatim(paragraph))
        {
            page.Append(paragraph).Append('\n');
        }
        else
        {
            WrappedText.Write(page, paragraph.Replace('\n', ' '), string.Empty, string.Empty, width);
        }

        page.Append('\n');
    }

    // never broken: a line is there to be copied
    private static void WriteExamples(StringBuilder page, HelpDocument help)
    {
        if (help.Text.Examples.Count > 0)
        {
            page.Append("Examples:\n")
                .AppendJoin("\n\n", help.Text.Examples.Select(example => $"{CommandIndent}# {example.Purpose}\n{CommandIndent}{example.Line}"))
                .Append("\n\n");
        }
    }

    private static void WriteCommands(StringBuilder page, HelpSection section, int width)
    {
        const int NameColumn = 12;
        page.Append(section.Title).Append(":\n");
        foreach (var entry in section.Entries)
        {
            var indent = new string(' ', CommandIndent.Length + NameColumn);
            WrappedText.Write(page, entry.Description, $"{CommandIndent}{entry.Term.PadRight(NameColumn)}", indent, width);
        }

        page.Append('\n');
    }

    private static void WriteFlags(StringBuilder page, HelpSection section, int width)
    {
        foreach (var entry in section.Entries)
        {
            page.Append(FlagIndent).Append(entry.Term).Append(":\n");
            WrappedText.Write(page, entry.Description, TextIndent, TextIndent, width);
            page.Append('\n');
        }
    }
}
