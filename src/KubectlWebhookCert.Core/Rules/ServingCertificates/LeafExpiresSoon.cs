using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Rules.ServingCertificates;

/// <summary>leaf-expires-soon: nobody has renewed the serving certificate, and its end is near.</summary>
internal static class LeafExpiresSoon
{
    public static readonly Rule Rule = new(
        "leaf-expires-soon",
        Severity.Warning,
        RuleGroup.ServingCertificate,
        "the serving certificate expires soon",
        "The certificate is valid now and ends within the threshold: 30 days for a warning and 7 days for an error, less for certificates that live "
        + "shortly. Whoever issues it should have renewed it by now: cert-manager does so at a third of the life before the end, cert-controller 90 "
        + "days before it. Where nobody renews it, calls fail from that instant on.",
        [
            "issue a new certificate under the same CA: kubectl webhook-cert rotate TYPE/NAME",
            "find out who should have renewed it: kubectl webhook-cert inspect TYPE/NAME shows the owner",
        ])
    {
        // a new CA brings a new leaf
        CausedBy = ["ca-expires-soon"],
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfLeaf(leaf =>
        ExpiryLimits.Judge(leaf.Certificate, facts.Options) is { } severity
            ? [facts.LeafFault(leaf, $"the serving certificate expires on {Facts.Instant(leaf.Certificate.NotAfter)}") with { Severity = severity }]
            : []);
}
