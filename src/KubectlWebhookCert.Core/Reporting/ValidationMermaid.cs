using KubectlWebhookCert.Core.Reporting.Pictures;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary><c>validate -o mermaid</c>: the chain behind each webhook as a flowchart, its broken links marked with what was found.</summary>
public static class ValidationMermaid
{
    /// <summary>The flowchart, without a fence around it.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="served">What endpoints serve, as far as they were asked.</param>
    public static string Format(ValidationResult result, ServedCertificates served)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(served);
        return MermaidFlowchart.Format(
            $"Webhook certificates: {SeverityWords.Totals(result.All)}",
            result.Subjects.GroupBy(subject => subject.Resource).SelectMany(subjects => TrustChains.Of([.. subjects], served, result.Options.At)));
    }
}
