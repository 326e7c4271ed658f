using System.Globalization;
using System.Text;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>
/// <c>-o junit</c>: a test suite per configuration, a test case per webhook. A finding that counts is a failure, root causes first, since
/// some readers show the first only; milder ones are the case's output. What could not be judged makes a case skipped unless it failed.
/// </summary>
public static class ValidationJunit
{
    /// <summary>The file's text.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="failOn">The mildest severity that is a failure; null: none is.</param>
    public static string Format(ValidationResult result, Severity? failOn)
    {
        ArgumentNullException.ThrowIfNull(result);
        var entries = JudgedEntry.Of(result).ToList();
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        text.Append(CultureInfo.InvariantCulture, $"<testsuites name=\"kubectl webhook-cert\"{Counts(entries, failOn)} time=\"0\">\n");
        foreach (var suite in entries.GroupBy(entry => entry.Subject.Resource))
        {
            var name = XmlText.Attribute(ObjectWords.Short(suite.Key));
            text.Append(CultureInfo.InvariantCulture, $"  <testsuite name=\"{name}\"{Counts([.. suite], failOn)} time=\"0\"")
                .Append(CultureInfo.InvariantCulture, $" timestamp=\"{result.Options.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss}\">\n");
            foreach (var entry in suite)
            {
                WriteCase(entry, name, result.Options, failOn, text);
            }

            text.Append("  </testsuite>\n");
        }

        return text.Append("</testsuites>\n").ToString();
    }

    private static string Counts(List<JudgedEntry> entries, Severity? failOn)
    {
        var failed = entries.Count(entry => Fails(entry, failOn));
        var skipped = entries.Count(entry => IsSkipped(entry, failOn));
        return string.Create(
            CultureInfo.InvariantCulture, $" tests=\"{entries.Count}\" failures=\"{failed}\" errors=\"0\" skipped=\"{skipped}\"");
    }

    private static bool Fails(JudgedEntry entry, Severity? failOn) => entry.Subject.All.Any(finding => finding.Severity >= failOn);

    private static bool IsSkipped(JudgedEntry entry, Severity? failOn) => entry.Subject.Unknowns.Count > 0 && !Fails(entry, failOn);

    private static void WriteCase(JudgedEntry entry, string suite, ValidationOptions options, Severity? failOn, StringBuilder text)
    {
        text.Append("    <testcase classname=\"").Append(suite).Append("\" name=\"").Append(XmlText.Attribute(entry.Name))
            .Append("\" time=\"0\">\n");
        if (IsSkipped(entry, failOn))
        {
            text.Append("      <skipped message=\"").Append(XmlText.Attribute(string.Join("; ", Unknowns(entry)))).Append("\"/>\n");
        }

        foreach (var finding in entry.Subject.All.Where(finding => finding.Severity >= failOn))
        {
            text.Append("      <failure type=\"").Append(finding.Rule.Code).Append("\" message=\"")
                .Append(XmlText.Attribute(finding.Fault.Message)).Append("\">")
                .Append(XmlText.Escape(Body(finding, entry, options))).Append("</failure>\n");
        }

        var output = entry.Subject.All.Where(finding => !(finding.Severity >= failOn))
            .Select(finding => $"{finding.Severity.Word()} {finding.Rule.Code}: {finding.Fault.Message}")
            .Concat(Unknowns(entry))
            .ToList();
        if (output.Count > 0)
        {
            text.Append("      <system-out>").Append(XmlText.Escape(string.Join('\n', output.Select(Printable.Escape))))
                .Append("</system-out>\n");
        }

        text.Append("    </testcase>\n");
    }

    private static IEnumerable<string> Unknowns(JudgedEntry entry) =>
        entry.Subject.Unknowns.Select(unknown => $"not judged: {unknown.Why} ({string.Join(", ", unknown.Codes)})");

    private static string Body(Finding finding, JudgedEntry entry, ValidationOptions options)
    {
        var fault = finding.Fault;
        List<string> lines = [$"{finding.Severity.Word()} {finding.Rule.Code}: {fault.Message}"];
        lines.Add($"in {fault.Where ?? entry.Subject.Resource}{(fault.Field.Length == 0 ? string.Empty : $", {fault.Field}")}");
        lines.AddRange(fault.Evidence.Select(evidence => $"{evidence.Name}: {evidence.Value}"));
        if (entry.MessageOf(finding, options) is { } message)
        {
            lines.Add($"{(finding.IsReported ? "the API server says" : "the API server would say next")}: {message}");
        }

        if (fault.Fix is { } fix)
        {
            lines.Add($"fix: {fix}");
        }

        return string.Join('\n', lines.Select(Printable.Escape));
    }
}
