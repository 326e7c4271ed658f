using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>Turns what was found into the JSON contract.</summary>
public static class ValidationDocumentBuilder
{
    /// <summary>The document of one validation.</summary>
    /// <param name="result">What was found.</param>
    public static ValidationDocument Build(ValidationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var entries = JudgedEntry.Of(result).ToList();
        return new ValidationDocument(
            InspectionDocumentBuilder.ApiVersion,
            "Validation",
            Facts.Instant(result.Options.At),
            Describe(result.Options.Server),
            Total(result, entries),
            [.. entries.Select(entry => Describe(entry, result.Options))],
            [.. result.Unreadable.Select(DocumentParts.Of)]);
    }

    private static ValidationDocument.JudgedBy? Describe(ApiServerVersion server)
    {
        var go = server.Go == GoVersion.Newest ? null : server.Go.ToString();
        int? minor = server.KubernetesMinor == ApiServerVersion.Newest.KubernetesMinor ? null : server.KubernetesMinor;
        return go is null && minor is null ? null : new ValidationDocument.JudgedBy(go, minor);
    }

    private static ValidationDocument.Totals Total(ValidationResult result, List<JudgedEntry> entries)
    {
        var findings = entries.SelectMany(entry => entry.Subject.All).ToList();
        return new ValidationDocument.Totals(
            findings.Count(finding => finding.Severity == Severity.Error),
            findings.Count(finding => finding.Severity == Severity.Warning),
            findings.Count(finding => finding.Severity == Severity.Info),
            entries.Count(entry => entry.Webhook is not null),
            entries.Sum(entry => entry.Subject.Unknowns.Count),
            result.IsIncomplete);
    }

    private static ValidationDocument.Subject Describe(JudgedEntry entry, ValidationOptions options)
    {
        var (subject, webhook) = entry;
        return new ValidationDocument.Subject(
            subject.Configuration?.Resource.ApiVersion ?? ObjectWords.ApiVersion(subject.Resource),
            subject.Resource.Kind,
            subject.Resource.Namespace,
            subject.Resource.Name,
            webhook?.Name,
            NullIfEmpty(subject.Field),
            webhook is null ? null : DocumentParts.Of(webhook.Calls),
            [.. subject.Findings.SelectMany(finding => Describe(finding, null, entry, options))],
            [.. subject.Unknowns.Select(unknown => new ValidationDocument.NotJudged(unknown.Why, unknown.Codes))]);
    }

    private static IEnumerable<ValidationDocument.Found> Describe(
        Finding finding, Finding? cause, JudgedEntry entry, ValidationOptions options)
    {
        var fault = finding.Fault;
        yield return new ValidationDocument.Found(
            finding.Rule.Code,
            finding.Severity.Word(),
            fault.Message,
            DocumentParts.Of(fault.Where ?? entry.Subject.Resource),
            NullIfEmpty(fault.Field),
            [.. fault.Evidence.Select(evidence => new ValidationDocument.Fact(evidence.Name, evidence.Value))],
            fault.ApiServerText is { } text
                ? new ValidationDocument.Said(text, entry.MessageOf(finding, options), finding.IsReported)
                : null,
            fault.Fix,
            cause?.Rule.Code);
        foreach (var consequence in finding.Consequences.SelectMany(follows => Describe(follows, finding, entry, options)))
        {
            yield return consequence;
        }
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
