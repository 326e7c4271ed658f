using System.Net;

namespace KubectlWebhookCert.X509.Issuing;

/// <summary>Names for a certificate, as people type them.</summary>
public static class CertificateNames
{
    /// <summary>An IP address, or else a DNS name; what cannot be written is refused when the certificate is made.</summary>
    /// <param name="text">As typed.</param>
    public static GeneralName Parse(string text) =>
        IPAddress.TryParse(text, out var address) ? new GeneralName.Address(address) : new GeneralName.Dns(text);
}
