using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Core.Rules.Served;

/// <summary>not-tls: an endpoint answers, and no handshake goes through.</summary>
internal static class NotTls
{
    // a server that has no certificate to show ends the handshake
    private static readonly ValueList<string> Unserved =
    [
        "secret-missing", "secret-emptied", "secret-not-mounted", "key-mismatch", "key-unreadable", "key-unusable", "certificate-unreadable",
    ];

    private static readonly ValueList<string> Elsewhere = ["target-port-missing", "selector-too-broad"];

    public static readonly Rule Rule = new(
        "not-tls",
        Severity.Error,
        RuleGroup.Served,
        "an endpoint answers without TLS, or ends the handshake",
        "The API server speaks TLS 1.2 or later to every webhook. An endpoint that answers in plain HTTP is another port or another program than the "
        + "webhook, or a webhook whose TLS is switched off. One that ends the handshake with an alert has no certificate to show yet, has a key of a kind that "
        + "nobody speaks, or only knows older versions of TLS. Calls that meet this endpoint fail.",
        [
            "see which port the Service leads to and who answers there: kubectl webhook-cert inspect TYPE/NAME",
            "make targetPort the port on which the webhook serves HTTPS",
            "see why it has no certificate: kubectl logs -n NAMESPACE POD",
        ])
    {
        CausedBy = [.. Elsewhere, .. Unserved],
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.Endpoints.Judge(ready =>
        from endpoint in ready
        let text = facts.Endpoints.HandshakeText(endpoint)
        where text is not null
        group endpoint by (What: What(endpoint), Text: text) into alike
        let endpoints = alike.ToValueList()
        select new Fault($"{EndpointNames.With(endpoints, "answers", "answer")} {alike.Key.What}")
        {
            Where = endpoints[0].Request.Pod ?? facts.Webhook.Service?.Ref,
            Evidence = [.. endpoints.Select(endpoint => new Evidence("answers", $"{EndpointNames.Full(endpoint)}: {alike.Key.What}"))],
            ApiServerText = alike.Key.Text,
            CausedBy = endpoints[0].Answer is ProbeAnswer.TlsRefused ? [.. Unserved, .. Elsewhere] : Elsewhere,
            Fix = endpoints[0] switch
            {
                { Answer: ProbeAnswer.Presented } => "let the server speak TLS 1.2 and 1.3, or upgrade it",
                { Answer: ProbeAnswer.TlsRefused, Request.Pod: { } pod } => $"kubectl logs -n {pod.Namespace} {pod.Name}, and see why it has no certificate",
                _ when facts.Webhook.Service is { } service =>
                    $"kubectl edit service {service.Ref.Name} -n {service.Ref.Namespace}: make targetPort the port on which the webhook serves HTTPS",
                var other => $"let {EndpointNames.Address(other)} serve HTTPS",
            },
        });

    private static string What(ServedEndpoint endpoint) => endpoint.Answer switch
    {
        ProbeAnswer.NotTls { What: var what } => $"without TLS: {what}",
        ProbeAnswer.TlsRefused { Alert: var alert } => $"with an alert: {alert}",
        ProbeAnswer.Presented { Protocol: var protocol } => $"in {protocol} only, which the API server does not speak",
        _ => string.Empty,
    };
}
