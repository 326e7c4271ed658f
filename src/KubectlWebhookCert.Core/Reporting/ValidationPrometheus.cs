using System.Text;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>
/// <c>-o prometheus</c>: for node_exporter's textfile collector. Certificates have the names and labels that x509-certificate-exporter
/// gives them.
/// </summary>
public static class ValidationPrometheus
{
    /// <summary>The file's text.</summary>
    /// <param name="result">What was found.</param>
    public static string Format(ValidationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = new StringBuilder();
        foreach (var family in Certificates(result).Concat(Verdicts(result)))
        {
            family.Write(text);
        }

        return text.ToString();
    }

    private static PrometheusFamily[] Certificates(ValidationResult result)
    {
        var notBefore = new PrometheusFamily("x509_cert_not_before", "Start of the certificate's validity, seconds since 1970.");
        var notAfter = new PrometheusFamily("x509_cert_not_after", "End of the certificate's validity, seconds since 1970.");
        var expired = new PrometheusFamily("x509_cert_expired", "1 for a certificate that had ended when it was judged, else 0.");
        foreach (var (certificate, labels) in CertificateSeries.Of(result))
        {
            notBefore.Set(labels, certificate.NotBefore.ToUnixTimeSeconds());
            notAfter.Set(labels, certificate.NotAfter.ToUnixTimeSeconds());
            expired.Set(labels, result.Options.At > certificate.NotAfter ? 1 : 0);
        }

        return [notBefore, notAfter, expired];
    }

    private static PrometheusFamily[] Verdicts(ValidationResult result)
    {
        var findings = new PrometheusFamily("webhook_cert_findings", "Findings of a code at a webhook or a holder of trust.");
        var unknowns = new PrometheusFamily("webhook_cert_unknowns", "Rules that could not be asked at a webhook or a holder of trust.");
        var judged = new PrometheusFamily("webhook_cert_validation_timestamp_seconds", "When this was judged, seconds since 1970.");
        foreach (var entry in JudgedEntry.Of(result))
        {
            var place = Place(entry).ToList();
            foreach (var finding in entry.Subject.All)
            {
                findings.Count([new("code", finding.Rule.Code), new("severity", finding.Severity.Word()), .. place], 1);
            }

            // also a 0, so that there is a series for each webhook
            unknowns.Count(place, entry.Subject.Unknowns.Sum(unknown => unknown.Codes.Count));
        }

        judged.Set([], result.Options.At.ToUnixTimeSeconds());
        return [findings, unknowns, judged];
    }

    private static IEnumerable<PrometheusLabel> Place(JudgedEntry entry) =>
    [
        new("kind", entry.Subject.Resource.Kind),
        new("namespace", entry.Subject.Resource.Namespace ?? string.Empty),
        new("name", entry.Subject.Resource.Name),
        new(entry.Webhook is null ? "key" : "webhook", entry.Name),
    ];
}
