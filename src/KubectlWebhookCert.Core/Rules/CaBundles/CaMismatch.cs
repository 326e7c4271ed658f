using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.CaBundles;

/// <summary>ca-mismatch: nobody in the CA bundle has issued the serving certificate.</summary>
internal static class CaMismatch
{
    private const string Code = "ca-mismatch";

    public static readonly Rule Rule = new(
        Code,
        Severity.Error,
        RuleGroup.CaBundle,
        "nothing in the CA bundle signs the serving certificate",
        "The certificate was issued by a CA whose name is not in the bundle, or it is self-signed and the bundle holds another certificate. The CA was "
        + "replaced and the bundle was not, or the other way round: the Secret was restored, a second release wrote the configuration, or whoever injects "
        + "the bundle has stopped.",
        [
            "see whom the bundle trusts and who issued the certificate: kubectl webhook-cert inspect TYPE/NAME",
            "trust the CA of the stored certificate: kubectl webhook-cert adopt TYPE/NAME",
            "or make CA and certificate anew: kubectl webhook-cert rotate TYPE/NAME --ca",
        ])
    {
        // an owner that cannot load its CA's key, or a block that is passed over, leaves the bundle behind the Secret
        CausedBy =
            ["ca-bundle-unreadable", "key-unreadable", "owner-conflict", "helm-regenerates", "gitops-overwrites", "configuration-shared"],
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfLeaf(_ =>
        from reason in facts.ReasonsOf(Code).OfType<Reason.UnknownAuthority>()
        let signed = reason.Certificate
        let message = signed.IsSelfIssued
            ? $"{Name(facts, reason)} is self-signed, and the CA bundle holds others: {Held(facts)}"
            : $"{Name(facts, reason)} was issued by {Facts.Name(signed.Issuer)}, and the CA bundle trusts {Held(facts)}"
        select facts.BundleFault(message) with
        {
            Evidence =
            [
                .. Facts.Of(signed, "certificate"),
                .. facts.Webhook.CaBundle.Certificates.Select(authority => new Evidence("in the CA bundle", Facts.Short(authority))),
                .. KnownAuthorities.Lines(signed, facts),
            ],
            ApiServerText = reason.Text,
            Fix = Remedy.HealTrust(facts),
        });

    private static string Name(WebhookFacts facts, Reason.UnknownAuthority reason) => facts.RoleOf(reason.Certificate) == ServedRole.Leaf
        ? "the serving certificate"
        : $"the intermediate {Facts.Subject(reason.Certificate)}";

    private static string Held(WebhookFacts facts) =>
        string.Join(", ", facts.Webhook.CaBundle.Certificates.Select(Facts.Subject).Distinct(StringComparer.Ordinal));
}
