using System.Globalization;
using System.Text;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary><c>-o markdown</c>: for a ticket. Root causes first, what follows from them below them.</summary>
public static class ValidationMarkdown
{
    private const string Nested = "  ";

    /// <summary>The text.</summary>
    /// <param name="result">What was found.</param>
    public static string Format(ValidationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = new StringBuilder("# Webhook certificates: ");
        text.Append(SeverityWords.Totals(result.All))
            .Append("\n\nJudged at ").Append(Facts.Instant(result.Options.At)).Append(".\n");
        foreach (var subjects in result.Subjects.Where(IsWorthAWord).GroupBy(subject => subject.Resource))
        {
            text.Append("\n## ").Append(subjects.Key.Kind).Append(' ')
                .Append(MarkdownText.Code(subjects.Key.Namespace is { } space ? $"{space}/{subjects.Key.Name}" : subjects.Key.Name))
                .Append('\n');
            foreach (var subject in subjects)
            {
                Write(subject, result.Options, text);
            }
        }

        var healthy = JudgedEntry.Of(result).Count(entry => entry.Webhook is not null && !IsWorthAWord(entry.Subject));
        return healthy == 0
            ? text.ToString()
            : text.Append(CultureInfo.InvariantCulture, $"\nWebhooks without a finding: {healthy}\n").ToString();
    }

    private static bool IsWorthAWord(JudgedSubject subject) => subject.Findings.Count > 0 || subject.Unknowns.Count > 0;

    private static void Write(JudgedSubject subject, ValidationOptions options, StringBuilder text)
    {
        List<string> names = [.. subject.Configuration is null ? [subject.Field] : subject.Webhooks.Select(webhook => webhook.Name)];
        var label = subject.Configuration is null ? "Key" : names.Count == 1 ? "Webhook" : "Webhooks";
        text.Append('\n').Append(label).Append(' ').AppendJoin(", ", names.Select(MarkdownText.Code)).Append(":\n\n");
        var entry = new JudgedEntry(subject, subject.Webhooks.Count > 0 ? subject.Webhooks[0] : null);
        foreach (var (index, finding) in subject.Findings.Index())
        {
            text.Append(index == 0 ? string.Empty : "\n");
            Write(finding, entry, options, string.Empty, text);
        }

        foreach (var unknown in subject.Unknowns)
        {
            text.Append("- not judged: ").Append(MarkdownText.Inline(unknown.Why))
                .Append(" (").AppendJoin(", ", unknown.Codes.Select(MarkdownText.Code)).Append(")\n");
        }
    }

    private static void Write(Finding finding, JudgedEntry entry, ValidationOptions options, string indent, StringBuilder text)
    {
        var fault = finding.Fault;
        var inner = indent + Nested;
        text.Append(indent).Append("- **").Append(finding.Severity.Word()).Append("** ").Append(MarkdownText.Code(finding.Rule.Code))
            .Append(": ").Append(MarkdownText.Inline(fault.Message)).Append('\n')
            .Append(inner).Append("in ").Append(Place(fault, entry)).Append('\n');
        if (entry.MessageOf(finding, options) is { } message)
        {
            text.Append('\n').Append(inner)
                .Append(finding.IsReported ? "What the API server reports:" : "What the API server would report next:")
                .Append("\n\n").Append(MarkdownText.Block(message, "text", inner));
        }

        if (fault.Fix is { } fix)
        {
            text.Append('\n').Append(inner).Append("Fix:\n\n").Append(MarkdownText.Block(fix, "sh", inner));
        }

        WriteEvidence(fault, inner, text);
        foreach (var consequence in finding.Consequences)
        {
            text.Append('\n');
            Write(consequence, entry, options, inner, text);
        }
    }

    private static void WriteEvidence(Fault fault, string indent, StringBuilder text)
    {
        if (fault.Evidence.Count == 0)
        {
            return;
        }

        text.Append('\n').Append(indent).Append("<details><summary>Evidence</summary>\n\n");
        foreach (var (name, value) in fault.Evidence)
        {
            text.Append(indent).Append("- ").Append(MarkdownText.Inline(name)).Append(": ").Append(MarkdownText.Code(value)).Append('\n');
        }

        text.Append('\n').Append(indent).Append("</details>\n");
    }

    private static string Place(Fault fault, JudgedEntry entry)
    {
        var place = MarkdownText.Code((fault.Where ?? entry.Subject.Resource).ToString());
        return fault.Field.Length == 0 ? place : $"{place}, {MarkdownText.Code(fault.Field)}";
    }
}
