using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.ServingCertificates;

/// <summary>weak-signature: a certificate of the chain is signed with SHA-1 or MD5.</summary>
internal static class WeakSignature
{
    private const string Code = "weak-signature";

    public static readonly Rule Rule = new(
        Code,
        Severity.Error,
        RuleGroup.ServingCertificate,
        "a certificate is signed with SHA-1 or MD5",
        "API servers since Kubernetes 1.24 (Go 1.18) accept no signature made with SHA-1, and never took MD5. They say it in the hint of an unknown "
        + "authority. The signature of the CA in the bundle on itself does not matter: nobody checks it.",
        ["issue the certificate again, which signs it with SHA-256: kubectl webhook-cert rotate TYPE/NAME"])
    {
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfLeaf(_ =>
        from reason in facts.ReasonsOf(Code).OfType<Reason.UnknownAuthority>()
        let fault = facts.CertificateFault(
            reason.Certificate, what => $"{what} is signed with {reason.Certificate.SignatureAlgorithm}, which the API server does not accept")
        select fault with
        {
            Evidence = [.. fault.Evidence, new("signature", reason.Certificate.SignatureAlgorithm.ToString())],
            ApiServerText = reason.Text,
        });
}
