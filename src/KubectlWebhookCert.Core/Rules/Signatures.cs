using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Signatures;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Who signed what.</summary>
internal static class Signatures
{
    /// <summary>Whether an authority's key made a certificate's signature; its name must fit, too.</summary>
    public static bool Made(Certificate authority, Certificate signed, GoVersion version) =>
        authority.Subject.Equals(signed.Issuer) && SignatureChecker.Check(signed, authority.PublicKey, version) is null;

    /// <summary>The certificates that may stand above the serving certificate, by their names: what is served with it and the CA bundle.</summary>
    public static IReadOnlyList<Certificate> Above(WebhookFacts facts)
    {
        List<Certificate> found = [];
        if (facts.Leaf is not { } leaf || facts.Webhook.CaBundle.Certificates.Contains(leaf.Certificate))
        {
            return found;
        }

        Certificate[] known = [.. leaf.Chain, .. facts.Webhook.CaBundle.Certificates];
        for (var next = -1; next < found.Count; next++)
        {
            var issuer = (next < 0 ? leaf.Certificate : found[next]).Issuer;
            found.AddRange(known.Where(candidate => candidate.Subject.Equals(issuer) && !found.Contains(candidate)).Distinct());
        }

        return found;
    }
}
