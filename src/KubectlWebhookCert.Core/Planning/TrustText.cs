using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Issuing;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>CA bundles put together as text. What was there stays byte for byte: whoever compares it finds it again.</summary>
internal static class TrustText
{
    /// <summary>CAs alone.</summary>
    public static CaBundle Of(params IEnumerable<Certificate> authorities) => CaBundle.Read(CertificatePem.Write(authorities));

    /// <summary>
    /// The first with those CAs of the second that it lacks. One that holds no certificate gives way to the other: with what is in it nothing
    /// might be trusted.
    /// </summary>
    public static CaBundle Union(CaBundle first, CaBundle second)
    {
        if (first.Certificates.Count == 0)
        {
            return second;
        }

        Certificate[] missing = [.. second.Certificates.Where(certificate => !first.Certificates.Contains(certificate)).Distinct()];
        ReadOnlySpan<byte> separator = first.Bytes.Span is [.., (byte)'\n'] ? [] : "\n"u8;
        return missing.Length == 0 ? first : CaBundle.Read((byte[])[.. first.Bytes.Span, .. separator, .. CertificatePem.Write(missing)]);
    }

    /// <summary>Whether a bundle holds every CA of another.</summary>
    public static bool Holds(CaBundle bundle, CaBundle other) =>
        other.Certificates.Count > 0 && other.Certificates.All(certificate => bundle.Certificates.Contains(certificate));
}
