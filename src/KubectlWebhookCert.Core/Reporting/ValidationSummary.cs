using System.Globalization;
using System.Text;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>How many findings of which severity, and what could not be judged: for standard error.</summary>
public static class ValidationSummary
{
    /// <summary>A line that counts, and before it a line for each reason why something could not be judged.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="isTable">Whether the output is a table, which does not say what could not be judged.</param>
    /// <param name="isWide">Whether it is a wide one, which shows infos.</param>
    public static string Format(ValidationResult result, bool isTable, bool isWide)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Subjects.Count == 0)
        {
            return result.IsSearch ? "No trust stores found.\n" : "No webhooks found.\n";
        }

        var text = new StringBuilder();
        foreach (var subject in isTable ? result.Subjects : [])
        {
            foreach (var unknown in subject.Unknowns)
            {
                text.Append(CultureInfo.InvariantCulture, $"note: {Printable.Escape(FindingText.Title(subject))}: {Printable.Escape(unknown.Why)}: ")
                    .Append(Count(unknown.Codes.Count, "rule")).Append(" could not be asked\n");
            }
        }

        var webhooks = result.Subjects.Sum(subject => subject.Webhooks.Count);
        var stores = result.Subjects.Count(subject => subject.Configuration is null);
        string[] judged =
        [
            .. webhooks > 0 ? [Count(webhooks, "webhook")] : Array.Empty<string>(),
            .. stores > 0 ? [Count(stores, "trust store")] : Array.Empty<string>(),
        ];
        var areHidden = isTable && !isWide && result.All.Any(finding => finding.Severity == Severity.Info);
        return text.Append(SeverityWords.Totals(result.All))
            .Append(CultureInfo.InvariantCulture, $" in {string.Join(" and ", judged)}, judged as of {Facts.Instant(result.Options.At)}")
            .Append(result.IsIncomplete ? "; not everything could be judged" : string.Empty)
            .Append(areHidden ? "; -o wide shows infos, too\n" : "\n")
            .ToString();
    }

    private static string Count(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? string.Empty : "s")}");
}
