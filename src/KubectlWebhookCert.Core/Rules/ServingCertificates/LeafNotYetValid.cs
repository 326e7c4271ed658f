using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.ServingCertificates;

// RFC 5280 §4.1.2.5: "The validity period for a certificate is the period of time from notBefore through notAfter, inclusive."

/// <summary>leaf-not-yet-valid: the serving certificate is before its start.</summary>
internal static class LeafNotYetValid
{
    private const string Code = "leaf-not-yet-valid";

    public static readonly Rule Rule = new(
        Code,
        Severity.Error,
        RuleGroup.ServingCertificate,
        "the serving certificate is not valid yet",
        "The API server refuses a webhook whose certificate is before its notBefore. Mostly the clock of whoever issued it is ahead, or the clock of "
        + "the API server is behind. It heals by itself when that instant comes, unless the clocks drift again.",
        [
            "compare the clocks of the nodes: date -u",
            "issue a new certificate under the same CA: kubectl webhook-cert rotate TYPE/NAME",
        ])
    {
        Source = "RFC 5280 §4.1.2.5",
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfLeaf(leaf =>
        from reason in facts.ReasonsOf(Code).OfType<Reason.NotYetValid>()
        select facts.LeafFault(leaf, $"the serving certificate is not valid before {Facts.Instant(leaf.Certificate.NotBefore)}") with
        {
            ApiServerText = reason.Text,
        });
}
