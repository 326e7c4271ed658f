using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.CaBundles;

/// <summary>ca-same-name-other-key: the CA was made anew under its old name, and the bundle has the other one.</summary>
internal static class CaSameNameOtherKey
{
    private const string Code = "ca-same-name-other-key";

    public static readonly Rule Rule = new(
        Code,
        Severity.Error,
        RuleGroup.CaBundle,
        "the CA in the bundle has the right name and another key than the one that signed the certificate",
        "Operators and charts that make a CA give it the same name each time. After a renewal the old and the new CA differ in their keys only: the names "
        + "look right, and the signature is wrong. The bundle was left behind, or the Secret was put back. A rotation that keeps both CAs in the bundle "
        + "until every pod serves the new certificate has no such gap.",
        [
            "compare the fingerprints: kubectl webhook-cert inspect TYPE/NAME",
            "trust the CA of the stored certificate: kubectl webhook-cert adopt TYPE/NAME",
            "or make CA and certificate anew: kubectl webhook-cert rotate TYPE/NAME --ca",
        ])
    {
        // an owner that cannot load its CA's key leaves the bundle behind the Secret
        CausedBy = ["key-unreadable", "owner-conflict", "helm-regenerates", "gitops-overwrites", "configuration-shared"],
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfLeaf(leaf =>
        from reason in facts.ReasonsOf(Code).OfType<Reason.UnknownAuthority>()
        let other = reason.Candidate!
        let isServed = facts.RoleOf(other) != ServedRole.Anchor
        let message = $"{(isServed ? "the intermediate that is served" : "the CA in the bundle")} is called {Facts.Subject(other)} like the one that signed the "
            + "certificate, and is another one"
        select (isServed ? facts.LeafFault(leaf, message) : facts.BundleFault(message)) with
        {
            Evidence =
            [
                .. Facts.Of(reason.Certificate, "certificate"),
                .. Namesakes(facts, reason),
                .. KnownAuthorities.Lines(reason.Certificate, facts),
            ],
            ApiServerText = reason.Text,
            Fix = isServed ? Remedy.ReplaceCa(facts) : Remedy.HealTrust(facts),
        });

    private static IEnumerable<Evidence> Namesakes(WebhookFacts facts, Reason.UnknownAuthority reason) =>
        facts.Webhook.CaBundle.Certificates
            .Where(authority => authority.Subject.Equals(reason.Certificate.Issuer))
            .Select(authority => new Evidence("in the CA bundle", $"{Facts.Short(authority)}, from {Facts.Instant(authority.NotBefore)}"));
}
