using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.CaBundles;

/// <summary>ca-expired: the CA in the bundle is past its end.</summary>
internal static class CaExpired
{
    private const string Code = "ca-expired";

    public static readonly Rule Rule = new(
        Code,
        Severity.Error,
        RuleGroup.CaBundle,
        "the CA in the bundle has expired",
        "The API server looks at the dates of the CA too, also where it lies in the bundle. It says `certificate has expired` then, in the same words as for "
        + "the serving certificate, which may be valid for years: compare the instant in the message. Renewing the leaf does not help.",
        [
            "make CA and certificate anew, with an overlap: kubectl webhook-cert rotate TYPE/NAME --ca",
            "if the bundle was left behind by a renewed CA: kubectl webhook-cert adopt TYPE/NAME",
        ])
    {
        Source = "RFC 5280 §6.1",
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts switch
    {
        { Leaf: not null } or { Webhook.InsecureSkipTlsVerify: true } or { Webhook.CaBundle.Certificates.Count: 0 } => facts.OfLeaf(_ =>
            from reason in facts.ReasonsOf(Code).OfType<Reason.Expired>()
            select facts.CertificateFault(reason.Certificate, what => $"{what} expired on {Facts.Instant(reason.Certificate.NotAfter)}") with
            {
                ApiServerText = reason.Text,
                Fix = Remedy.ReplaceCa(facts),
            }),
        _ => WithoutLeaf(facts, facts.Webhook.CaBundle),
    };

    private static Verdict WithoutLeaf(WebhookFacts facts, CaBundle bundle)
    {
        var last = bundle.Certificates.MaxBy(authority => authority.NotAfter)!;
        return last.NotAfter < facts.Now
            ? Verdict.Of(facts.BundleFault($"every CA in the bundle has expired, the last one on {Facts.Instant(last.NotAfter)}") with
            {
                Evidence = Facts.Of(last, "CA"),
            })
            : bundle.Certificates.Any(authority => authority.NotAfter < facts.Now)
                ? new Verdict.CannotTell(Missing.Leaf(facts))
                : Verdict.Passed;
    }
}
