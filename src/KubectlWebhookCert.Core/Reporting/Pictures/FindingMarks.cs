using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>Which link of a chain a finding breaks. Infos break none.</summary>
internal static class FindingMarks
{
    /// <summary>The marks of one webhook.</summary>
    /// <param name="subject">What was found.</param>
    /// <param name="webhook">The webhook; null for a holder of trust.</param>
    public static IEnumerable<PlacedMark> Of(JudgedSubject subject, Webhook? webhook) =>
        from finding in subject.All
        where finding.Severity > Severity.Info
        let link = LinkOf(finding.Rule)
        select new PlacedMark(new LinkMark(finding.Severity, finding.Rule.Code), link, Where(finding, link, webhook));

    /// <summary>The link that a rule is about; null for one about the configuration itself.</summary>
    /// <param name="rule">The rule.</param>
    public static LinkKind? LinkOf(Rule rule) => rule.Code switch
    {
        "url-and-service-risk" => LinkKind.Calls,
        "no-ready-endpoints" or "selector-too-broad" or "target-port-missing" or "webhook-blocks-itself" => LinkKind.Selects,
        "certificate-unreadable" or "key-mismatch" or "key-unreadable" => LinkKind.StoredIn,
        "gitops-overwrites" or "helm-regenerates" or "owner-conflict" or "secret-immutable" => LinkKind.WrittenBy,
        "verification-skipped" => LinkKind.Trusts,
        "ca-mismatch" or "ca-same-name-other-key" or "served-untrusted" or "served-wrong-name" => LinkKind.Verifies,
        _ => rule.Group switch
        {
            RuleGroup.Service => LinkKind.Calls,
            RuleGroup.Secret => LinkKind.StoredIn,
            RuleGroup.ServingCertificate => LinkKind.Verifies,
            RuleGroup.CaBundle or RuleGroup.Trust => LinkKind.Trusts,
            RuleGroup.Served => LinkKind.Serves,
            _ => null,
        },
    };

    // a fault of the CA bundle that shows in a certificate shows in the stored one: what is served has rules of its own
    private static ObjectRef? Where(Finding finding, LinkKind? link, Webhook? webhook) =>
        finding.Fault.Where ?? (link == LinkKind.Verifies ? webhook?.ServingSecret?.Ref : null);
}
