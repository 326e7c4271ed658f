using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.ServingCertificates;

// RFC 8446 §4.4.2: "each following certificate SHOULD directly certify the one immediately preceding it"

/// <summary>chain-incomplete: the intermediate that leads to the CA bundle is not served.</summary>
internal static class ChainIncomplete
{
    private const string Code = "chain-incomplete";

    public static readonly Rule Rule = new(
        Code,
        Severity.Error,
        RuleGroup.ServingCertificate,
        "an intermediate CA is not served with the certificate",
        "The certificate was issued by an intermediate CA that is neither in the CA bundle nor sent by the server, so the API server cannot get from one "
        + "to the other. The Secret holds the intermediate under another key, which servers do not send: it belongs behind the leaf, in the same value.",
        [
            "put the intermediate behind the leaf, in the key that the server reads: cat leaf.pem intermediate.pem",
            "or add the intermediate to the CA bundle: kubectl webhook-cert adopt TYPE/NAME",
        ])
    {
        Source = "RFC 8446 §4.4.2",
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfLeaf(leaf =>
        from reason in facts.ReasonsOf(Code).OfType<Reason.UnknownAuthority>()
        let missing = MissingIntermediate.Of(reason.Certificate, facts)
        let fault = facts.LeafFault(leaf, $"the intermediate {Facts.Subject(missing.Certificate)} is not served: it lies in {missing.CertificateKey}")
        select fault with
        {
            Evidence = [.. fault.Evidence, .. Facts.Of(missing.Certificate, "intermediate")],
            ApiServerText = reason.Text,
            Fix = $"put what {missing.CertificateKey} holds behind the certificate in {leaf.CertificateKey}, or: {Remedy.HealTrust(facts)}",
        });
}
