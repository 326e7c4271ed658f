using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Keys;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.ServingCertificates;

/// <summary>key-unusable: no TLS handshake can be made with the certificate's key.</summary>
internal static class KeyUnusable
{
    private const string Code = "key-unusable";
    private const int MostRsaBits = 8192;

    public static readonly Rule Rule = new(
        Code,
        Severity.Error,
        RuleGroup.ServingCertificate,
        "no TLS handshake can be made with the certificate's key",
        "TLS has no signature scheme for some keys: ECDSA on P-224, DSA. And API servers since Kubernetes 1.28 refuse a handshake in which an RSA key is "
        + "longer than 8192 bits. Such a certificate is valid and no use all the same.",
        ["issue a certificate with a key of another kind: kubectl webhook-cert rotate TYPE/NAME"])
    {
        Source = "RFC 8446 §4.2.3",
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfLeaf(leaf =>
    {
        var refused =
            from reason in facts.ReasonsOf(Code)
            let certificate = reason is Reason.KeyTooLarge large ? large.Certificate : leaf.Certificate
            select OfKey(facts, certificate, "is one that no handshake can be made with") with { ApiServerText = reason.Text };
        var refusedLater =
            from certificate in leaf.Chain.Prepend(leaf.Certificate)
            where certificate.PublicKey is { Kind: PublicKeyKind.Rsa, SizeInBits: > MostRsaBits }
            where !facts.ReasonsOf(Code).OfType<Reason.KeyTooLarge>().Any(reason => reason.Certificate.Equals(certificate))
            select OfKey(facts, certificate, "is longer than newer API servers accept") with { Severity = Severity.Warning };
        return refused.Concat(refusedLater);
    });

    private static Fault OfKey(WebhookFacts facts, Certificate certificate, string why)
    {
        var fault = facts.CertificateFault(certificate, what => $"the key of {what} {why}: {certificate.PublicKey}");
        return fault with { Evidence = [.. fault.Evidence, new("key", certificate.PublicKey.ToString())] };
    }
}
