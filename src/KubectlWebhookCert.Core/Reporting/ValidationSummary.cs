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
                    .Append(CountWords.Of(unknown.Codes.Count, "rule")).Append(" could not be asked\n");
            }
        }

        var areHidden = isTable && !isWide && result.All.Any(finding => finding.Severity == Severity.Info);
        return text.Append(SeverityWords.Totals(result.All))
            .Append(" in ").Append(Judged(result))
            .Append(areHidden ? "; -o wide shows infos, too\n" : "\n")
            .ToString();
    }

    /// <summary>What was judged, and as of when.</summary>
    /// <param name="result">What was found.</param>
    internal static string Judged(ValidationResult result)
    {
        var webhooks = result.Subjects.Sum(subject => subject.Webhooks.Count);
        var stores = result.Subjects.Count(subject => subject.Configuration is null);
        string[] judged =
        [
            .. webhooks > 0 ? [CountWords.Of(webhooks, "webhook")] : Array.Empty<string>(),
            .. stores > 0 ? [CountWords.Of(stores, "trust store")] : Array.Empty<string>(),
        ];
        return $"{(judged.Length == 0 ? "no webhook" : string.Join(" and ", judged))}, judged as of {Facts.Instant(result.Options.At)}"
            + (result.IsIncomplete ? "; not everything could be judged" : string.Empty);
    }
}
