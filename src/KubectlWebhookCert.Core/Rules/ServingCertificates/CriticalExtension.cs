using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.ServingCertificates;

// RFC 5280 §4.2: "A certificate-using system MUST reject the certificate if it encounters a critical extension it does not recognize"

/// <summary>critical-extension: a certificate of the chain demands what the API server does not know.</summary>
internal static class CriticalExtension
{
    private const string Code = "critical-extension";

    public static readonly Rule Rule = new(
        Code,
        Severity.Error,
        RuleGroup.ServingCertificate,
        "a certificate has a critical extension that the API server does not know",
        "An extension that is marked critical must be understood by whoever verifies the certificate. Go does not know the one that is named here, so the "
        + "API server refuses the certificate. Private CAs of companies add such extensions.",
        [
            "see the extension: openssl x509 -noout -text -in CERTIFICATE",
            "have the certificate issued without it, or not critical; or issue another: kubectl webhook-cert rotate TYPE/NAME",
        ])
    {
        Source = "RFC 5280 §4.2",
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfLeaf(_ =>
        from reason in facts.ReasonsOf(Code).OfType<Reason.UnhandledCriticalExtension>()
        let extensions = string.Join(", ", reason.Oids)
        let fault = facts.CertificateFault(
            reason.Certificate, what => $"{what} has a critical extension that the API server does not know: {extensions}")
        select fault with { Evidence = [.. fault.Evidence, new("critical extension", extensions)], ApiServerText = reason.Text });
}
