using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.CaBundles;

/// <summary>ca-expires-soon: the last CA that leads to trust is near its end.</summary>
internal static class CaExpiresSoon
{
    public static readonly Rule Rule = new(
        "ca-expires-soon",
        Severity.Warning,
        RuleGroup.CaBundle,
        "the CA expires soon",
        "Every chain from the serving certificate to the CA bundle goes through a certificate that ends within the threshold (30 days for a warning, 7 days "
        + "for an error, less for those that live shortly). From then on calls fail, whatever the dates of the leaf are. Replacing a CA takes longer than "
        + "renewing a leaf: the bundles of all who trust it change, and the pods.",
        [
            "make CA and certificate anew, with an overlap: kubectl webhook-cert rotate TYPE/NAME --ca",
            "find out who should have renewed it: kubectl webhook-cert inspect TYPE/NAME shows the owner",
        ])
    {
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts)
    {
        if (facts.Webhook.InsecureSkipTlsVerify || facts.Webhook.CaBundle.Certificates.Count == 0)
        {
            return Verdict.DoesNotApply;
        }

        return LastToEnd(facts) is { } last && ExpiryLimits.Judge(last, facts.Options) is { } severity
            ? Verdict.Of(facts.CertificateFault(last, what => $"{what} expires on {Facts.Instant(last.NotAfter)}") with
            {
                Severity = severity,
                Fix = Remedy.ReplaceCa(facts),
            })
            : Verdict.Passed;
    }

    // the weakest certificate of the strongest chain; without a chain the CA that stays longest
    private static Certificate? LastToEnd(WebhookFacts facts) => facts.Verdict is VerificationResult.Accepted accepted
        ? accepted.Chains
            .Select(chain => chain.Skip(1).MinBy(certificate => certificate.NotAfter))
            .MaxBy(weakest => weakest?.NotAfter ?? DateTimeOffset.MaxValue)
        : facts.Webhook.CaBundle.Certificates.Where(authority => authority.IsValidAt(facts.Now)).MaxBy(authority => authority.NotAfter);
}
