using System.Globalization;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>A certificate and where it lies, with the labels that x509-certificate-exporter gives it (its docs/metrics.md).</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Labels">Its labels.</param>
internal sealed record CertificateSeries(Certificate Certificate, ValueList<PrometheusLabel> Labels)
{
    private const int DiscriminatorDigits = 8;

    /// <summary>
    /// Every serving certificate with its chain, and every CA of a bundle, once each. Where two differ in nothing but their bytes (a CA
    /// that was made anew under its old name and number), the label <c>discriminator</c> tells them apart, as it does there.
    /// </summary>
    public static IEnumerable<CertificateSeries> Of(ValidationResult result) =>
        from alike in JudgedEntry.Of(result).SelectMany(Of).Distinct().GroupBy(one => one.Labels)
        let collide = alike.Count() > 1
        from one in alike
        select collide ? one with { Labels = [.. one.Labels, new("discriminator", one.Certificate.Sha256[..DiscriminatorDigits])] } : one;

    private static IEnumerable<CertificateSeries> Of(JudgedEntry entry)
    {
        if (entry.Webhook is not { } webhook)
        {
            return [];
        }

        // configurations with one bundle for the whole object have no entry
        var isAdmission = entry.Subject.Configuration?.Type.Group == ResourceTypes.ValidatingWebhookConfiguration.Group;
        var trusted = webhook.CaBundle.Certificates.Select(certificate => Of(
            certificate,
            new("cabundle_resource_kind", entry.Subject.Resource.Kind),
            new("cabundle_resource_name", entry.Subject.Resource.Name),
            new("cabundle_entry", isAdmission ? webhook.Name : string.Empty)));
        var stored =
            from secret in webhook.ServingSecrets
            let leaf = secret.Content?.Leaf
            where leaf is not null
            from certificate in leaf.Chain.Prepend(leaf.Certificate)
            select Of(
                certificate,
                new("secret_namespace", secret.Ref.Namespace ?? string.Empty),
                new("secret_name", secret.Ref.Name),
                new("secret_key", leaf.CertificateKey));
        return stored.Concat(trusted);
    }

    private static CertificateSeries Of(Certificate certificate, params PrometheusLabel[] place) => new(
        certificate,
        [
            .. place,
            new("serial_number", certificate.SerialNumber.ToString(CultureInfo.InvariantCulture)),
            .. Fields("subject", certificate.Subject),
            .. Fields("issuer", certificate.Issuer),
        ]);

    private static IEnumerable<PrometheusLabel> Fields(string whose, DistinguishedName name) =>
    [
        new($"{whose}_C", First(name, "2.5.4.6")),
        new($"{whose}_ST", First(name, "2.5.4.8")),
        new($"{whose}_L", First(name, "2.5.4.7")),
        new($"{whose}_O", First(name, "2.5.4.10")),
        new($"{whose}_OU", First(name, "2.5.4.11")),
        new($"{whose}_CN", name.CommonName ?? string.Empty),
    ];

    private static string First(DistinguishedName name, string type) =>
        name.Parts.FirstOrDefault(part => part.Oid == type)?.Value ?? string.Empty;
}
