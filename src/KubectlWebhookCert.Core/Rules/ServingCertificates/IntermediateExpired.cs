using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.ServingCertificates;

/// <summary>intermediate-expired: a CA that is served with the certificate is outside its validity period.</summary>
internal static class IntermediateExpired
{
    private const string Code = "intermediate-expired";

    public static readonly Rule Rule = new(
        Code,
        Severity.Error,
        RuleGroup.ServingCertificate,
        "an intermediate that is served has expired or is not valid yet",
        "Between the serving certificate and the CA bundle stands an intermediate CA, which the server sends. It must be valid too. The API server's words "
        + "are the same as for an expired leaf: compare the instant in them.",
        [
            "get the intermediate's new certificate from its CA and put it behind the leaf in the Secret",
            "or issue leaf and CA anew: kubectl webhook-cert rotate TYPE/NAME --ca",
        ])
    {
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfLeaf(_ =>
        from reason in facts.ReasonsOf(Code)
        let found = reason switch
        {
            Reason.Expired { Certificate: var expired } => Of(facts, expired, $"expired on {Facts.Instant(expired.NotAfter)}"),
            Reason.NotYetValid { Certificate: var early } => Of(facts, early, $"is not valid before {Facts.Instant(early.NotBefore)}"),
            _ => new Fault(reason.Text),
        }
        select found with { ApiServerText = reason.Text });

    private static Fault Of(WebhookFacts facts, Certificate certificate, string what) =>
        facts.CertificateFault(certificate, name => $"{name} {what}");
}
