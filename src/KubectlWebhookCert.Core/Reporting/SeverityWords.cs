using System.Globalization;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>Severities in words.</summary>
internal static class SeverityWords
{
    /// <summary><c>error</c>, <c>warning</c>, <c>info</c>.</summary>
    public static string Word(this Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };

    /// <summary>For example <c>2 errors, 1 warning</c>; <c>nothing found</c> for none.</summary>
    public static string Totals(IEnumerable<Finding> findings)
    {
        List<string> counted = [];
        foreach (var severity in (ReadOnlySpan<Severity>)[Severity.Error, Severity.Warning, Severity.Info])
        {
            if (findings.Count(finding => finding.Severity == severity) is > 0 and var count)
            {
                counted.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {Plural(severity, count)}"));
            }
        }

        return counted.Count == 0 ? "nothing found" : string.Join(", ", counted);
    }

    private static string Plural(Severity severity, int count) =>
        count == 1 ? severity.Word() : severity == Severity.Info ? "infos" : severity.Word() + "s";
}
