using System.Text;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Pem;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.CaBundles;

/// <summary>ca-bundle-unreadable: the CA bundle, or a part of it, holds no certificate that can be read.</summary>
internal static class CaBundleUnreadable
{
    private const string Code = "ca-bundle-unreadable";

    public static readonly Rule Rule = new(
        Code,
        Severity.Error,
        RuleGroup.CaBundle,
        "the CA bundle cannot be read",
        "The bundle must be PEM text in base64, encoded once: blocks labelled CERTIFICATE, each with its BEGIN and END on lines of their own. Where nothing in "
        + "it can be read, API servers since Kubernetes 1.22 refuse every call, and older ones trust nobody. A part that cannot be read is passed over "
        + "without a word, and the CA in it is not trusted.",
        [
            "see what is there: kubectl get TYPE NAME -o jsonpath='{.webhooks[0].clientConfig.caBundle}' | base64 -d",
            "put the CA of the stored certificate into it: kubectl webhook-cert adopt TYPE/NAME",
        ])
    {
        CausedBy = ["owner-conflict", "configuration-shared"],
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) =>
        !facts.IsFromCluster && facts.BundleRefusal is not null && MayBeFilled(facts)
            ? new Verdict.CannotTell("the CA bundle in the manifest is a placeholder, which is filled once that is applied")
            : facts.OfBundle(bundle => facts.BundleRefusal is { } refusal ? [Refused(facts, bundle, refusal)] : PassedOver(facts, bundle));

    private static Fault Refused(WebhookFacts facts, CaBundle bundle, Reason refusal) =>
        facts.BundleFault($"the CA bundle {WhatItIs(bundle) ?? "holds no certificate that can be read"}") with
        {
            Evidence = Problems(bundle.Problems),
            ApiServerText = TextOf(facts, refusal),
            Fix = Remedy.HealTrust(facts),
        };

    // an older server finds nobody to trust, and says so only once it has come to the chain
    private static string? TextOf(WebhookFacts facts, Reason refusal) => facts.Reasons.FirstOrDefault() switch
    {
        null => refusal.Text,
        Reason.BundleUnreadable or Reason.UnknownAuthority { Candidate: null } => facts.Reasons.First().Text,
        _ => null,
    };

    private static IEnumerable<Fault> PassedOver(WebhookFacts facts, CaBundle bundle)
    {
        var foreign = CertificateBundle.Read(bundle.Bytes.Span).Problems.Where(problem => !IsKey(problem)).Select(problem => problem.ToString());
        var refused =
            from certificate in bundle.Certificates
            let what = certificate.Refusals.Select(refusal => refusal.Judge(facts.Options.Server.Go)).FirstOrDefault(said => said is not null)
            where what is not null
            select $"{Facts.Short(certificate)}: {what}";
        string[] problems = [.. foreign, .. refused];
        if (problems.Length > 0)
        {
            yield return facts.BundleFault($"a part of the CA bundle is passed over: {problems[0]}") with
            {
                Severity = Severity.Warning,
                Evidence = Problems(problems),
                Fix = Remedy.HealTrust(facts),
            };
        }
    }

    // private-key-exposed is about those
    private static bool IsKey(PemProblem problem) =>
        problem.Kind == PemProblemKind.NotACertificate && problem.Reason.Contains("PRIVATE KEY", StringComparison.Ordinal);

    private static ValueList<Evidence> Problems(IEnumerable<string> problems) =>
        problems.Select(problem => new Evidence("passed over", problem)).ToValueList();

    private static string? WhatItIs(CaBundle bundle) => CertificateBundle.Read(bundle.Bytes.Span) switch
    {
        { HoldsPrivateKey: true } => "holds a private key and no certificate",
        { Problems: [{ Kind: PemProblemKind.EncodedTwice }, ..] } => "is encoded in base64 twice",
        { Problems: [{ Kind: PemProblemKind.Der }, ..] } => "is DER, not PEM",
        { Problems: [{ Kind: PemProblemKind.BareBase64 }, ..] } => "is base64 without BEGIN and END lines",
        { Problems: [{ Kind: PemProblemKind.BeginNotAtLineStart or PemProblemKind.TextAfterEnd }, ..] } =>
            "has blocks glued together without a line break",
        { Problems: [{ Kind: PemProblemKind.NotACertificate } problem, ..] } => $"holds {problem.Reason}",
        _ => null,
    };

    private static bool MayBeFilled(WebhookFacts facts) =>
        facts.Webhook.Owner != OwnerMark.Nobody || string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(facts.Webhook.CaBundle.Bytes.Span));
}
