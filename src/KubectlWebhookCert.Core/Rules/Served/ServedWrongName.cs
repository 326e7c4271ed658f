using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.Served;

/// <summary>served-wrong-name: an endpoint answers with a certificate for another name.</summary>
internal static class ServedWrongName
{
    public static readonly Rule Rule = new(
        "served-wrong-name",
        Severity.Error,
        RuleGroup.Served,
        "an endpoint serves a certificate for another name",
        "The endpoint was asked for its certificate as the API server asks, by SERVICE.NAMESPACE.svc, and answered with one that is not valid for that "
        + "name. Another application answers behind the Service, the pod still has the certificate from before the Service was renamed, or the "
        + "certificate was issued for the wrong name. Calls that meet this endpoint fail.",
        [
            "see who answers with which certificate: kubectl webhook-cert inspect TYPE/NAME",
            "if another application answers, narrow the Service's selector (selector-too-broad)",
            "if the Secret holds the right certificate, restart the pods; else: kubectl webhook-cert rotate TYPE/NAME --restart always",
        ])
    {
        Source = "RFC 6125 §6.4",
        CausedBy = ServedCauses.Of(["san-mismatch", "san-missing"]),
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.Webhook.InsecureSkipTlsVerify ? Verdict.DoesNotApply : facts.Endpoints.Judge(_ =>
        from served in facts.Endpoints.ByChain()
        let reason = served.Chain.Reasons.FirstOrDefault(reason => reason is Reason.NameMismatch or Reason.LegacyCommonName)
        where reason is not null && served.Chain.Leaf is not null
        let leaf = served.Chain.Leaf
        select new Fault(
            $"{EndpointNames.With(served.Endpoints, "serves", "serve")} a certificate for {Facts.Names(leaf)}, and the webhook is called as "
            + facts.Webhook.Calls.ServerName)
        {
            Where = served.Endpoints[0].Request.Pod ?? facts.Webhook.Service?.Ref,
            Evidence =
            [
                .. Facts.Of(leaf, "served certificate"),
                new("asked for", facts.Webhook.Calls.ServerName),
                .. served.Endpoints.Select(endpoint => new Evidence("served by", EndpointNames.Full(endpoint))),
            ],
            ApiServerText = reason.Text,
            CausedBy = ServedCauses.Of(facts, served.Chain, reason),
            Fix = ServedRemedy.Of(facts, served.Chain, served.Endpoints),
        });
}
