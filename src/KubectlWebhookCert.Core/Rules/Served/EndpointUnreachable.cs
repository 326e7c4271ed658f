using System.Globalization;
using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Core.Rules.Served;

/// <summary>endpoint-unreachable: an endpoint counts as ready, and nobody answers there.</summary>
internal static class EndpointUnreachable
{
    public static readonly Rule Rule = new(
        "endpoint-unreachable",
        Severity.Error,
        RuleGroup.Served,
        "an endpoint that counts as ready does not answer",
        "The endpoint is ready, so the API server may be routed to it, and a connection to its port is refused, is closed at once or stays silent. The "
        + "program listens on another port than the Service leads to, or has not begun to listen, and the pod has no readiness probe that would tell. Where no "
        + "endpoint answers every call fails; where some do not, calls fail now and then. Seen from where this was run: a firewall may stand in between.",
        [
            "compare the port with the one that the program listens on: kubectl webhook-cert inspect TYPE/NAME",
            "see what the program says: kubectl logs -n NAMESPACE POD",
            "give the pods a readiness probe on the webhook's port",
        ])
    {
        CausedBy =
        [
            "target-port-missing", "selector-too-broad", "secret-missing", "secret-emptied", "secret-not-mounted", "key-mismatch", "key-unreadable",
            "certificate-unreadable",
        ],
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.Endpoints.Judge(ready =>
    {
        var silent = ready.Where(endpoint => endpoint.Answer is ProbeAnswer.Unreachable).ToValueList();
        return silent.Count == 0 ? [] : [Fault(facts, ready, silent)];
    });

    private static Fault Fault(WebhookFacts facts, ValueList<ServedEndpoint> ready, ValueList<ServedEndpoint> silent)
    {
        var all = silent.Count == ready.Count;
        var where = facts.Webhook.Service?.Ref;
        var subject = where is null ? EndpointNames.Of(silent)
            : all && silent.Count == 1 ? $"the only ready endpoint of {where}, {EndpointNames.Of(silent)},"
            : all ? string.Create(CultureInfo.InvariantCulture, $"none of the {ready.Count} ready endpoints of {where}")
            : string.Create(CultureInfo.InvariantCulture, $"{silent.Count} of {ready.Count} ready endpoints of {where}");
        var verb = all || silent.Count == 1 ? where is not null && all && silent.Count > 1 ? "answers" : "does not answer" : "do not answer";
        return new Fault($"{subject} {verb}: {Why(silent[0])}")
        {
            Severity = silent.Any(IsCertain) ? Severity.Error : Severity.Warning,
            Where = silent is [{ Request.Pod: { } pod }] ? pod : where,
            Field = where is null ? string.Empty : "spec.ports",
            Evidence = [.. silent.Select(endpoint => new Evidence("does not answer", $"{EndpointNames.Full(endpoint)}: {Why(endpoint)}"))],
            ApiServerText = silent.Select(endpoint => Reaching.Text(facts, endpoint)).FirstOrDefault(text => text is not null),
            Fix = silent[0].Request.Pod is { } first
                ? $"kubectl logs -n {first.Namespace} {first.Name}, and see which port it listens on"
                : $"see whether {EndpointNames.Of(silent)} can be reached from the control plane",
        };
    }

    // what does not answer us may answer the API server, which stands elsewhere; through it, it stands where it stands
    private static bool IsCertain(ServedEndpoint endpoint) =>
        !endpoint.Request.IsUrl
        && endpoint is { Probed: var probed, Answer: ProbeAnswer.Unreachable answer }
        && (probed?.Way == ProbeWay.PortForward || Reaching.IsRefused(answer));

    private static string Why(ServedEndpoint endpoint) => endpoint.Answer is ProbeAnswer.Unreachable answer ? answer.Why : string.Empty;
}
