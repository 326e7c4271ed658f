using KubectlWebhookCert.X509.Pem;

namespace KubectlWebhookCert.X509.Issuing;

/// <summary>Certificates as PEM text.</summary>
public static class CertificatePem
{
    /// <summary>One block after the other.</summary>
    /// <param name="certificates">In the order wanted: for a served chain the leaf first.</param>
    public static byte[] Write(params IEnumerable<Certificate> certificates)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        return [.. certificates.SelectMany(certificate => PemWriter.Write(PemLabel.Certificate, certificate.Raw.Span))];
    }
}
