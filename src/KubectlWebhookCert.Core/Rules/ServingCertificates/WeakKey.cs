using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Keys;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.ServingCertificates;

/// <summary>weak-key: an RSA key of the chain is too short, or broken.</summary>
internal static class WeakKey
{
    private const string Code = "weak-key";
    private const int FewestBits = 2048; // NIST SP 800-131A

    public static readonly Rule Rule = new(
        Code,
        Severity.Error,
        RuleGroup.ServingCertificate,
        "an RSA key is shorter than 2048 bits",
        "API servers since Kubernetes 1.33 (Go 1.24) check no signature made with an RSA key below 1024 bits, or with numbers that no RSA key has. "
        + "Keys below 2048 bits still work but are no longer held safe, and newer servers raise the bar.",
        ["issue a certificate with a new key: kubectl webhook-cert rotate TYPE/NAME, with --ca if it is the CA's key"])
    {
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfLeaf(leaf =>
    {
        var refused = facts.ReasonsOf(Code).OfType<Reason.UnknownAuthority>().ToList();
        var broken =
            from reason in refused
            let authority = reason.Candidate!
            let fault = facts.CertificateFault(authority, what => $"the key of {what} is too weak to be used: {authority.PublicKey}")
            select fault with { Evidence = Evidence(fault, authority), ApiServerText = reason.Text };
        var weak =
            from certificate in Signatures.Above(facts).Prepend(leaf.Certificate)
            where certificate.PublicKey is { Kind: PublicKeyKind.Rsa, SizeInBits: < FewestBits }
            where !refused.Exists(reason => certificate.Equals(reason.Candidate))
            let fault = facts.CertificateFault(certificate, what => $"the key of {what} is weak: {certificate.PublicKey}")
            select fault with { Severity = Severity.Warning, Evidence = Evidence(fault, certificate) };
        return broken.Concat(weak);
    });

    private static ValueList<Evidence> Evidence(Fault fault, Certificate certificate) =>
        [.. fault.Evidence, new("key", certificate.PublicKey.ToString())];
}
