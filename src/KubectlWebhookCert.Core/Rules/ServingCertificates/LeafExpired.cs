using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.ServingCertificates;

// RFC 5280 §4.1.2.5: "The validity period for a certificate is the period of time from notBefore through notAfter, inclusive."

/// <summary>leaf-expired: the serving certificate is past its end.</summary>
internal static class LeafExpired
{
    public static readonly Rule Rule = new(
        "leaf-expired",
        Severity.Error,
        RuleGroup.ServingCertificate,
        "the serving certificate has expired",
        "The API server refuses a webhook whose certificate is past its notAfter. Whoever issued the certificate did not renew it, or renewed it "
        + "where this webhook does not look. The API server's words are the same for an expired CA (ca-expired): compare the instant in them.",
        [
            "issue a new certificate under the same CA: kubectl webhook-cert rotate TYPE/NAME",
            "find out who should have renewed it: kubectl webhook-cert inspect TYPE/NAME shows the owner",
        ])
    {
        Source = "RFC 5280 §4.1.2.5",
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfLeaf(leaf =>
        from reason in facts.Reasons.OfType<Reason.Expired>()
        where reason.Certificate.Equals(leaf.Certificate)
        select facts.LeafFault(leaf, $"the serving certificate expired on {Facts.Instant(leaf.Certificate.NotAfter)}") with
        {
            ApiServerText = reason.Text,
        });
}
