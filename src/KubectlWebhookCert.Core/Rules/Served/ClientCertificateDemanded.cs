using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Core.Rules.Served;

/// <summary>client-certificate-demanded: an endpoint asks whoever calls it for a certificate.</summary>
internal static class ClientCertificateDemanded
{
    public static readonly Rule Rule = new(
        "client-certificate-demanded",
        Severity.Info,
        RuleGroup.Served,
        "an endpoint asks its client for a certificate",
        "In the handshake the server asks for a client certificate. It may only offer it, as aggregated API servers do, or demand it: then a call without "
        + "one fails with \"remote error: tls: bad certificate\" or \"certificate required\". An API server has a certificate for a webhook only where "
        + "its admission configuration file names a kubeconfig with one; for an aggregated API it always has one.",
        [
            "see whether calls go through; if they do, it is only offered",
            "else give the API server a client certificate: --admission-control-config-file with a kubeconfig for the webhook",
            "or let the webhook not demand one",
        ])
    {
        Source = "Kubernetes documentation, \"Dynamic Admission Control\", authenticate API servers",
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.Endpoints.Judge(ready =>
    {
        var asking = ready.Where(endpoint => endpoint.Answer is ProbeAnswer.Presented { AsksClientCertificate: true }).ToValueList();
        return asking.Count == 0 || facts.Configuration.Type == Model.ResourceTypes.ApiService
            ? []
            :
            [
                new Fault($"{EndpointNames.With(asking, "asks", "ask")} for a client certificate: an API server has one only if it was set up so")
                {
                    Where = asking[0].Request.Pod ?? facts.Webhook.Service?.Ref,
                    Evidence = [.. asking.Select(endpoint => new Evidence("asks", EndpointNames.Full(endpoint)))],
                },
            ];
    });
}
