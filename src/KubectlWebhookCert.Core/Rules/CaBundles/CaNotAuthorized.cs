using System.Globalization;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Extensions;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.CaBundles;

// RFC 5280 §4.2.1.9: "If the basic constraints extension is not present in a version 3 certificate ... or the extension is present but the cA boolean
// is not asserted, then the certified public key MUST NOT be used to verify certificate signatures."

/// <summary>ca-not-authorized: the issuer may not sign certificates, or not this one.</summary>
internal static class CaNotAuthorized
{
    private const string Code = "ca-not-authorized";

    public static readonly Rule Rule = new(
        Code,
        Severity.Error,
        RuleGroup.CaBundle,
        "the CA is not allowed to sign the certificate",
        "A certificate may sign others only if it says CA:TRUE and, where it lists key usages, keyCertSign; and it may limit how many CAs follow below it "
        + "(path length) and for which names they sign (name constraints). A self-signed serving certificate in the bundle is trusted for itself only: "
        + "once it was renewed, the one in the bundle is not the issuer of the new one.",
        [
            "see what the CA may do: openssl x509 -noout -ext basicConstraints,keyUsage,nameConstraints -in CA",
            "make a CA that may sign, and a certificate: kubectl webhook-cert rotate TYPE/NAME --ca",
            "if the bundle holds the previous self-signed certificate: kubectl webhook-cert adopt TYPE/NAME",
        ])
    {
        Source = "RFC 5280 §4.2.1.9",
        CausedBy = ["owner-conflict", "gitops-overwrites", "configuration-shared"],
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfLeaf(_ =>
        from reason in facts.ReasonsOf(Code)
        select Describe(facts, reason) with { ApiServerText = reason.Text });

    private static Fault Describe(WebhookFacts facts, Reason reason) => reason switch
    {
        Reason.UnknownAuthority { Candidate: { } candidate } unknown when IsRenewed(candidate, unknown.Certificate) =>
            facts.BundleFault($"the CA bundle holds the self-signed certificate {Short(candidate)}, and {Short(unknown.Certificate)} is served") with
            {
                Evidence = [.. Facts.Of(candidate, "in the CA bundle"), .. Facts.Of(unknown.Certificate, "certificate")],
                Fix = Remedy.HealTrust(facts),
            },
        Reason.UnknownAuthority { Candidate: { } candidate } => Of(facts, candidate, $"may not sign certificates: {WhyNot(candidate)}"),
        Reason.NotAuthorizedToSign { Certificate: var certificate } => Of(facts, certificate, $"may not sign certificates: {WhyNot(certificate)}"),
        Reason.TooManyIntermediates { Certificate: var certificate } => Of(facts, certificate, PathLength(certificate)),
        Reason.NameNotPermitted { What: var what } => facts.BundleFault($"a CA may not sign for {facts.Webhook.Calls.ServerName}: {what}"),
        _ => facts.BundleFault(reason.Text),
    };

    private static Fault Of(WebhookFacts facts, Certificate certificate, string what) =>
        facts.CertificateFault(certificate, name => $"{name} {what}") with { Fix = Remedy.ReplaceCa(facts) };

    // no CA signed either of them
    private static bool IsRenewed(Certificate held, Certificate served) => !held.IsCa && held.IsSelfIssued && served.IsSelfIssued;

    private static string Short(Certificate certificate) =>
        certificate.Subject.IsEmpty ? $"sha256 {certificate.Sha256[..12]}" : Facts.Short(certificate);

    private static string WhyNot(Certificate certificate) => certificate switch
    {
        { BasicConstraints: null } => "it has no basicConstraints",
        { IsCa: false } => "it says CA:FALSE",
        { KeyUsage: not KeyUsages.None } when !certificate.KeyUsage.HasFlag(KeyUsages.CertSign) => "its key usage has no keyCertSign",
        _ => "it is no CA",
    };

    private static string PathLength(Certificate certificate) => string.Create(
        CultureInfo.InvariantCulture, $"allows {certificate.BasicConstraints?.PathLength ?? 0} intermediates below it, and there are more");
}
