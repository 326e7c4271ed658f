using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Secrets;

/// <summary>
/// What in a certificate speaks for its being the one a webhook serves. Judges nothing: dates and signatures are the rules' business.
/// </summary>
internal static class Corroboration
{
    /// <summary>Phrases for <see cref="ServingSecret.FoundBy"/>; none where nothing speaks for it.</summary>
    public static ValueList<string> Of(StoredLeaf? leaf, string serverName, CaBundle bundle)
    {
        if (leaf is null)
        {
            return [];
        }

        List<string> phrases = [];
        if (bundle.Certificates.Contains(leaf.Certificate))
        {
            phrases.Add("certificate is itself in the CA bundle");
        }
        else if (leaf.Chain.Prepend(leaf.Certificate).Any(signed => bundle.Certificates.Any(authority => MaySign(authority, signed))))
        {
            phrases.Add("issuer is in the CA bundle");
        }

        if (Names(leaf.Certificate, serverName))
        {
            phrases.Add($"certificate names {serverName}");
        }

        return phrases.ToValueList();
    }

    private static bool MaySign(Certificate authority, Certificate signed) =>
        authority.Subject.Equals(signed.Issuer)
        && (signed.AuthorityKeyId.IsEmpty
            || authority.SubjectKeyId.IsEmpty
            || signed.AuthorityKeyId.Span.SequenceEqual(authority.SubjectKeyId.Span));

    private static bool Names(Certificate certificate, string serverName) =>
        certificate.AlternativeNames.HasReadable
            ? certificate.AlternativeNames.DnsNames.Any(name => HostName.Matches(name, serverName))
                || certificate.AlternativeNames.Addresses.Any(address => address.ToString() == serverName)
            : string.Equals(certificate.Subject.CommonName, serverName, StringComparison.OrdinalIgnoreCase);
}
