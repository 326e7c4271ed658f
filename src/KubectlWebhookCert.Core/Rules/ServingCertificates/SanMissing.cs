using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.ServingCertificates;

/// <summary>san-missing: the serving certificate names no host in its alternative names.</summary>
internal static class SanMissing
{
    private const string Code = "san-missing";

    public static readonly Rule Rule = new(
        Code,
        Severity.Error,
        RuleGroup.ServingCertificate,
        "the serving certificate has no alternative name",
        "API servers since Kubernetes 1.19 look for the server's name in the alternative names (SAN) only. A certificate that has the name in its "
        + "common name (CN) alone, as old scripts and `openssl req -subj` make it, is for nobody.",
        ["issue a certificate with the name as SAN under the same CA: kubectl webhook-cert rotate TYPE/NAME"])
    {
        Source = "RFC 6125 §6.4.4",
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfLeaf(leaf =>
        from reason in facts.ReasonsOf(Code)
        let message = reason is Reason.LegacyCommonName
            ? $"the serving certificate names {facts.Webhook.Calls.ServerName} in its common name only, which does not count"
            : $"the serving certificate has no alternative name, and the webhook is called as {facts.Webhook.Calls.ServerName}"
        select facts.LeafFault(leaf, message) with { ApiServerText = reason.Text });
}
