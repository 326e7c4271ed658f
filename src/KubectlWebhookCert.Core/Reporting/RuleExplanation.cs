using System.Globalization;
using System.Text;
using KubectlWebhookCert.Core.Rules;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary><c>explain CODE</c>: what a finding means and how to mend it, for a terminal.</summary>
public static class RuleExplanation
{
    private const string Indent = "  ";

    /// <summary>The text.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="width">Columns of the terminal, or null for no limit.</param>
    public static string Format(Rule rule, int? width)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var text = new StringBuilder();
        text.Append(rule.Code).Append(" (").Append(rule.Severity.Word()).Append(")\n");
        WrappedText.Write(text, rule.Summary, string.Empty, string.Empty, width);
        text.Append("\nWhat it means\n");
        WrappedText.Write(text, rule.Explanation, Indent, Indent, width);
        text.Append("\nHow to mend it\n");
        foreach (var (index, step) in rule.Fix.Index())
        {
            var number = string.Create(CultureInfo.InvariantCulture, $"{Indent}{index + 1}. ");
            WrappedText.Write(text, step, number, new string(' ', number.Length), width);
        }

        List<string> seeAlso =
        [
            .. Listed("explained by", RuleWords.Causes(rule)),
            .. RuleWords.FollowsFromAnyError(rule) ? ["explained by whatever else is an error at the same webhook"] : Array.Empty<string>(),
            .. Listed("explains", RuleWords.Consequences(rule)),
            .. rule.Source.Length == 0 ? [] : new[] { rule.Source },
        ];
        if (seeAlso.Count > 0)
        {
            text.Append("\nSee also\n");
            foreach (var line in seeAlso)
            {
                WrappedText.Write(text, line, Indent, Indent + Indent, width);
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Listed(string label, IEnumerable<string> codes) =>
        codes.ToList() is { Count: > 0 } found ? [$"{label}: {string.Join(", ", found)}"] : [];
}
