using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Rules.ServingCertificates;

// RFC 5280 §4.2.1.12: "If the extension is present, then the certificate MUST only be used for one of the purposes indicated."

/// <summary>eku-missing: the serving certificate, or a CA above it, lists purposes without serving.</summary>
internal static class EkuMissing
{
    private const string Code = "eku-missing";

    public static readonly Rule Rule = new(
        Code,
        Severity.Error,
        RuleGroup.ServingCertificate,
        "the certificate or a CA above it is not meant for serving",
        "A certificate that lists purposes (extended key usage) may be used for these only, and so may everything below a CA that lists some. Without "
        + "serverAuth among them the API server refuses it. It happens where a client certificate or a CA for client certificates is used for serving; "
        + "a certificate that lists no purpose at all is good for every one.",
        [
            "see what is listed: openssl x509 -noout -ext extendedKeyUsage -in CERTIFICATE",
            "issue a certificate for serving: kubectl webhook-cert rotate TYPE/NAME, with --ca if a CA is barred",
        ])
    {
        Source = "RFC 5280 §4.2.1.12",
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfLeaf(leaf =>
        from reason in facts.ReasonsOf(Code)
        from certificate in Barred(leaf.Certificate, facts)
        let fault = facts.CertificateFault(certificate, what => $"{what} is for {Purposes.Of(certificate)} only, not for serving")
        select fault with
        {
            Evidence = [.. fault.Evidence, new("extended key usage", Purposes.Of(certificate))],
            ApiServerText = reason.Text,
        });

    private static Certificate[] Barred(Certificate leaf, WebhookFacts facts)
    {
        Certificate[] barred = [.. Signatures.Above(facts).Prepend(leaf).Where(certificate => !Purposes.AllowServing(certificate))];
        return barred.Length > 0 ? barred : [leaf];
    }
}
