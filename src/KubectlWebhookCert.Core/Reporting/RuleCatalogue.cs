using System.Globalization;
using System.Text;
using KubectlWebhookCert.Core.Rules;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>The text of docs/rules.md: made from the rules, so that it cannot say anything else.</summary>
public static class RuleCatalogue
{
    private const string Introduction =
        """
        # Rules

        Everything that `kubectl webhook-cert validate` can find. `kubectl webhook-cert explain CODE` prints a rule's section. A code is
        permanent: it is never renamed, and never used for anything else.

        - **error**: the API server refuses calls now or very soon, or a write would be unsafe
        - **warning**: will fail, may fail, or hides a failure
        - **info**: worth knowing

        A finding that another one explains is shown below it, and that one then counts as at least as bad. What could not be read is
        reported as not judged, never as right. `--disable CODE` leaves a rule out.

        This file is made from the rules: `UPDATE_GOLDEN=1 dotnet test` rewrites it.

        """;

    /// <summary>The text.</summary>
    /// <param name="rules">By group, then by code: <see cref="RuleSet.All"/>.</param>
    public static string Format(IEnumerable<Rule> rules)
    {
        var groups = rules.GroupBy(rule => rule.Group).ToList();
        var codes = groups.SelectMany(group => group).Select(rule => rule.Code).ToHashSet(StringComparer.Ordinal);
        var text = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        foreach (var group in groups)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {RuleWords.Title(group.Key)}\n\n| code | severity | |\n|---|---|---|\n");
            foreach (var rule in group)
            {
                text.Append("| ").Append(Link(rule.Code, codes)).Append(" | ").Append(rule.Severity.Word())
                    .Append(" | ").Append(MarkdownText.Inline(rule.Summary)).Append(" |\n");
            }
        }

        foreach (var rule in groups.SelectMany(group => group))
        {
            Write(rule, codes, text);
        }

        return text.ToString();
    }

    private static void Write(Rule rule, HashSet<string> codes, StringBuilder text)
    {
        text.Append("\n## ").Append(rule.Code).Append("\n\n**").Append(rule.Severity.Word()).Append("**: ")
            .Append(MarkdownText.Inline(rule.Summary)).Append("\n\n");
        text.Append(MarkdownText.Inline(rule.Explanation)).Append("\n\nTo mend it:\n\n");
        foreach (var (index, step) in rule.Fix.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"{index + 1}. {MarkdownText.Inline(step)}\n");
        }

        List<string> relations =
        [
            .. Linked("Explained by", RuleWords.Causes(rule), codes),
            .. RuleWords.FollowsFromAnyError(rule) ? ["Explained by whatever else is an error at the same webhook."] : Array.Empty<string>(),
            .. Linked("Explains", RuleWords.Consequences(rule), codes),
            .. rule.Source.Length == 0 ? [] : new[] { $"Source: {MarkdownText.Inline(rule.Source)}." },
        ];
        if (relations.Count > 0)
        {
            text.Append('\n').AppendJoin(' ', relations).Append('\n');
        }
    }

    private static IEnumerable<string> Linked(string label, IEnumerable<string> related, HashSet<string> codes) =>
        related.Select(code => Link(code, codes)).ToList() is { Count: > 0 } links ? [$"{label} {string.Join(", ", links)}."] : [];

    private static string Link(string code, HashSet<string> codes) => codes.Contains(code) ? $"[`{code}`](#{code})" : $"`{code}`";
}
