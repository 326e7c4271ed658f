using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>The intermediate that is not served though the serving Secret holds it.</summary>
internal static class MissingIntermediate
{
    /// <summary>Who issued a certificate, where the Secret knows it and serving it would lead to the CA bundle; else null.</summary>
    /// <param name="signed">The leaf, or the last certificate of what is served.</param>
    /// <param name="facts">The webhook.</param>
    public static StoredAuthority? Of(Certificate signed, WebhookFacts facts)
    {
        if (facts.Leaf is not { } leaf || facts.Webhook.ServingSecret?.Content is not { } content)
        {
            return null;
        }

        var issuer = content.Authorities.FirstOrDefault(held =>
            !leaf.Chain.Contains(held.Certificate) && Signatures.Made(held.Certificate, signed, facts.Options.Server.Go));
        if (issuer is null)
        {
            return null;
        }

        var whole = leaf.Chain.Prepend(leaf.Certificate).Concat(content.Authorities.Select(held => held.Certificate));
        return Verification.Judge(facts.Webhook, whole, facts.Options) is VerificationResult.Refused refused
            && refused.Further.Prepend(refused.Reason).Any(reason => reason is Reason.UnknownAuthority { Candidate: null })
                ? null
                : issuer;
    }
}
