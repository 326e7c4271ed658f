using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>What mends that an endpoint serves what the API server refuses.</summary>
internal static class ServedRemedy
{
    /// <summary>Another selector where somebody else's pods answer, another certificate where the stored one is no better, a restart where it is.</summary>
    public static string Of(WebhookFacts facts, ServedChain chain, ValueList<ServedEndpoint> endpoints) =>
        Foreign(facts, endpoints) is { } narrower ? narrower
        : chain.Leaf?.Equals(facts.Leaf?.Certificate) is true || facts.Verdict is not VerificationResult.Accepted ? Remedy.ReissueAndRestart(facts)
        : chain.Leaf is { } leaf && OldCertificates.AreAkin(leaf, facts.Leaf!.Certificate) ? SecretMaker.Restart(facts)
        : $"see where {EndpointNames.Of(endpoints)} {(endpoints.Count == 1 ? "has its" : "have their")} certificate from, or what answers in between (a proxy, a mesh): "
            + $"kubectl webhook-cert inspect {facts.TargetText}";

    // nothing that is done to another application's pods helps
    private static string? Foreign(WebhookFacts facts, ValueList<ServedEndpoint> endpoints)
    {
        if (facts.Service is not { } service || ServingWorkloads.Right(facts, service, facts.Workloads) is not { } right)
        {
            return null;
        }

        var others = facts.Workloads.Where(workload => workload != right && !workload.IsOneWith(right)).ToArray();
        return endpoints.All(endpoint => Array.Exists(others, other => other.Runs(endpoint.Request.Pod)))
            ? TellingLabels.Fix(service, right, others)
            : null;
    }
}
