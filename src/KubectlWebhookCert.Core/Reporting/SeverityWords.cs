using System.Globalization;
using KubectlWebhookCert.Core.Rules;

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
    public static string Totals(IEnumerable<Severity> severities)
    {
        var counted = severities.GroupBy(severity => severity).OrderByDescending(alike => alike.Key)
            .Select(alike => string.Create(CultureInfo.InvariantCulture, $"{alike.Count()} {Plural(alike.Key, alike.Count())}"))
            .ToList();
        return counted.Count == 0 ? "nothing found" : string.Join(", ", counted);
    }

    private static string Plural(Severity severity, int count) =>
        count == 1 ? severity.Word() : severity == Severity.Info ? "infos" : severity.Word() + "s";
}
