using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.CaBundles;

/// <summary>ca-not-yet-valid: the CA in the bundle is before its start.</summary>
internal static class CaNotYetValid
{
    private const string Code = "ca-not-yet-valid";

    public static readonly Rule Rule = new(
        Code,
        Severity.Error,
        RuleGroup.CaBundle,
        "the CA in the bundle is not valid yet",
        "The API server refuses a chain whose CA is before its notBefore. Mostly the clock of whoever made the CA is ahead, or the clock of the API server "
        + "is behind. It heals by itself when that instant comes, unless the clocks drift again.",
        [
            "compare the clocks of the nodes: date -u",
            "make CA and certificate anew: kubectl webhook-cert rotate TYPE/NAME --ca",
        ])
    {
        Source = "RFC 5280 §6.1",
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfLeaf(_ =>
        from reason in facts.ReasonsOf(Code).OfType<Reason.NotYetValid>()
        let start = Facts.Instant(reason.Certificate.NotBefore)
        select facts.CertificateFault(reason.Certificate, what => $"{what} is not valid before {start}") with { ApiServerText = reason.Text });
}
