using KubectlWebhookCert.Core.Rules;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary><c>explain --list</c>: a line per rule.</summary>
public static class RuleTable
{
    private static readonly string[] Headers = ["CODE", "SEVERITY", "SUMMARY"];

    /// <summary>The table as text.</summary>
    /// <param name="rules">The rules, in the order to show them.</param>
    /// <param name="noHeaders"><c>--no-headers</c>.</param>
    public static string Format(IEnumerable<Rule> rules, bool noHeaders) => Table.Format(
        noHeaders ? null : Headers,
        [.. rules.Select(rule => new[] { rule.Code, rule.Severity.Word(), rule.Summary })]);
}
