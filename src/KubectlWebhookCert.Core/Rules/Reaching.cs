using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>What an API server says where nobody answers.</summary>
internal static class Reaching
{
    private const string Refused = "connection refused";

    /// <summary>Whether nobody listens: seen from anywhere it is the same.</summary>
    public static bool IsRefused(ProbeAnswer.Unreachable answer) => answer.Why.Contains(Refused, StringComparison.Ordinal);

    /// <summary>Its words; null where they depend on where it stands.</summary>
    public static string? Text(WebhookFacts facts, ServedEndpoint endpoint) =>
        endpoint is { Answer: ProbeAnswer.Unreachable answer, Endpoint: not null } && IsRefused(answer)
            ? $"dial tcp {Dialled(facts, endpoint)}: connect: {Refused}"
            : null;

    // the Service's own address, which leads to one of the endpoints
    private static string Dialled(WebhookFacts facts, ServedEndpoint endpoint) =>
        facts.Service?.Resource?.Json.Text("spec", "clusterIP") is { Length: > 0 } address && address != "None" && facts.Webhook.Calls is WebhookCall.ByService call
            ? EndpointNames.Address(address, call.Port)
            : EndpointNames.Address(endpoint);
}
