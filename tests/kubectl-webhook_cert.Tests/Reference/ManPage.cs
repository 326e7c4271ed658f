using System.Globalization;
using System.Text;
using KubectlWebhookCert.Commands.Help;

namespace KubectlWebhookCert.Commands.Tests.Reference;

/// <summary>A command's help as a man page, in the macros of man(7).</summary>
internal static class ManPage
{
    /// <summary>The page's name: kubectl-webhook_cert-inspect.</summary>
    public static string NameOf(HelpDocument help) =>
        help.Name.Split(' ') is [_, _, .. var rest] ? string.Join('-', rest.Prepend("kubectl-webhook_cert")) : throw new ArgumentException("no command of the plugin", nameof(help));

    /// <param name="help">The help.</param>
    /// <param name="others">Names of the other pages.</param>
    /// <param name="day">Of the release, as man(7) wants one.</param>
    public static string Format(HelpDocument help, IEnumerable<string> others, string day)
    {
        var name = NameOf(help);
        var page = new StringBuilder(".\\\" Written by `make reference`\n");
        page.Append(CultureInfo.InvariantCulture, $".TH \"{name.ToUpperInvariant()}\" \"1\" \"{day}\" \"kubectl webhook\\-cert\" \"User Commands\"\n");
        page.Append(CultureInfo.InvariantCulture, $".SH NAME\n{Escape(name)} \\- {Escape(help.Text.Summary)}\n");
        page.Append(CultureInfo.InvariantCulture, $".SH SYNOPSIS\n\\fB{Escape(help.Name)}\\fR {Escape(help.Text.Usage)}\n.SH DESCRIPTION\n");
        var isFirst = true;
        foreach (var paragraph in help.Paragraphs)
        {
            page.Append(isFirst ? string.Empty : ".PP\n").Append(HelpDocument.IsVerbatim(paragraph) ? $".nf\n{Lines(paragraph)}.fi\n" : Lines(paragraph));
            isFirst = false;
        }

        foreach (var section in help.Commands)
        {
            WriteEntries(page, section, term => $"\\fB{Escape(term)}\\fR");
        }

        foreach (var section in help.Text == OptionsText ? [help.GlobalFlags] : help.Flags.AsEnumerable())
        {
            WriteEntries(page, section, FlagTerm);
        }

        if (help.Text.Examples.Count > 0)
        {
            page.Append(".SH EXAMPLES\n").AppendJoin(
                ".PP\n", help.Text.Examples.Select(example => $"{Line(example.Purpose)}:\n.PP\n.nf\n.RS 4\n{Line(example.Line)}\n.RE\n.fi\n"));
        }

        return page.Append(".SH SEE ALSO\n").AppendJoin(",\n", others.Where(other => other != name).Append("kubectl").Select(other => $"\\fB{Escape(other)}\\fR(1)")).Append('\n').ToString();
    }

    private static CommandText OptionsText => Help.Texts.OptionsText.Text;

    private static void WriteEntries(StringBuilder page, HelpSection section, Func<string, string> term)
    {
        page.Append(CultureInfo.InvariantCulture, $".SH {section.Title.ToUpperInvariant()}\n");
        foreach (var entry in section.Entries)
        {
            page.Append(CultureInfo.InvariantCulture, $".TP\n{term(entry.Term)}\n{Line(entry.Description)}\n");
        }
    }

    private static string FlagTerm(string term) => string.Join(", ", term.Split(", ").Select(part => part.Split('=', 2) is [var flag, var value]
        ? $"\\fB{Escape(flag)}\\fR=\\fI{Escape(value)}\\fR"
        : $"\\fB{Escape(part)}\\fR"));

    private static string Lines(string text) => string.Concat(text.Split('\n').Select(line => $"{Line(line)}\n"));

    // a line that begins with a dot or an apostrophe is a request
    private static string Line(string text) => text is ['.' or '\'', ..] ? $"\\&{Escape(text)}" : Escape(text);

    private static string Escape(string text) => text
        .Replace("\\", "\\e", StringComparison.Ordinal)
        .Replace("-", "\\-", StringComparison.Ordinal)
        .Replace("~", "\\(ti", StringComparison.Ordinal)
        .Replace("'", "\\(aq", StringComparison.Ordinal);
}
