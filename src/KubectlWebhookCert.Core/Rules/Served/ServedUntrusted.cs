using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.Served;

/// <summary>served-untrusted: what an endpoint serves is refused with this CA bundle, its name aside.</summary>
internal static class ServedUntrusted
{
    private static readonly ValueList<string> Codes =
    [
        "leaf-expired", "leaf-not-yet-valid", "eku-missing", "weak-signature", "weak-key", "key-unusable", "chain-incomplete", "certificate-unreadable",
        "serial-invalid", "critical-extension", "intermediate-expired", "chain-rejected", "ca-bundle-empty", "ca-bundle-unreadable", "ca-mismatch",
        "ca-same-name-other-key", "ca-expired", "ca-not-yet-valid", "ca-not-authorized",
    ];

    public static readonly Rule Rule = new(
        "served-untrusted",
        Severity.Error,
        RuleGroup.Served,
        "the API server refuses what an endpoint serves",
        "The endpoint was asked for its certificate, and with the webhook's CA bundle the API server does not take it: it has expired, it was issued by "
        + "a CA that the bundle does not hold, or an intermediate is not sent along. What is served counts, whatever the Secret holds: calls that meet "
        + "this endpoint fail.",
        [
            "see what is served beside what is stored: kubectl webhook-cert inspect TYPE/NAME",
            "if the Secret holds a good certificate, restart the pods: kubectl rollout restart deployment/NAME -n NAMESPACE",
            "else issue one, and restart what does not reload: kubectl webhook-cert rotate TYPE/NAME --restart always",
        ])
    {
        CausedBy = ServedCauses.Of(Codes),
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.Webhook.InsecureSkipTlsVerify ? Verdict.DoesNotApply : facts.Endpoints.Judge(_ =>
        from served in facts.Endpoints.ByChain()
        let reason = served.Chain.Reasons.FirstOrDefault(IsOurs)
        where reason is not null
        select Fault(facts, served.Chain, served.Endpoints, reason));

    // an unreadable bundle refuses whatever is served; for names there is another rule
    private static bool IsOurs(Reason reason) => reason is not (Reason.NameMismatch or Reason.LegacyCommonName or Reason.BundleUnreadable);

    private static Fault Fault(WebhookFacts facts, ServedChain chain, ValueList<ServedEndpoint> endpoints, Reason reason) =>
        new($"{EndpointNames.With(endpoints, "serves", "serve")} a certificate that the API server refuses: {Why(reason)}")
        {
            Where = endpoints[0].Request.Pod ?? facts.Webhook.Service?.Ref,
            Evidence =
            [
                .. chain.Leaf is { } leaf ? Facts.Of(leaf, "served certificate") : [],
                .. endpoints.Select(endpoint => new Evidence("served by", EndpointNames.Full(endpoint))),
            ],
            ApiServerText = reason.Text,
            CausedBy = ServedCauses.Of(facts, chain, reason),
            Fix = ServedRemedy.Of(facts, chain, endpoints),
        };

    private static string Why(Reason reason) => reason switch
    {
        Reason.Expired { Certificate: var expired } => $"{Facts.Subject(expired)} expired on {Facts.Instant(expired.NotAfter)}",
        Reason.NotYetValid { Certificate: var early } => $"{Facts.Subject(early)} is valid only from {Facts.Instant(early.NotBefore)}",
        Reason.UnknownAuthority { Candidate: null, Certificate: var signed } => $"the CA bundle does not trust its issuer {Facts.Name(signed.Issuer)}",
        _ => Verification.Words(reason),
    };
}
