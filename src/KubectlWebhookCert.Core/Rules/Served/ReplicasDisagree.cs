using System.Globalization;

namespace KubectlWebhookCert.Core.Rules.Served;

/// <summary>replicas-disagree: the pods of one application serve different certificates.</summary>
internal static class ReplicasDisagree
{
    public static readonly Rule Rule = new(
        "replicas-disagree",
        Severity.Warning,
        RuleGroup.Served,
        "replicas of one workload serve different certificates",
        "The API server meets now the one replica and now the other. Where it refuses what one of them serves, calls fail and succeed by chance. It comes "
        + "about when some pods were started before a renewal and some after it, and when every replica makes a certificate of its own and the last one to "
        + "start has written the CA bundle, as they do when the Secret that they would share is empty. Replicas that each have their own certificate of one "
        + "common CA are all right.",
        [
            "see which pod serves which certificate: kubectl webhook-cert inspect TYPE/NAME",
            "restart them all: kubectl rollout restart deployment/NAME -n NAMESPACE",
            "where every replica makes its own CA, run one: kubectl scale deployment/NAME -n NAMESPACE --replicas 1",
        ])
    {
        CausedBy = ["pod-serves-old-certificate", "selector-too-broad", "secret-emptied", "owner-conflict"],
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.Endpoints.Judge(_ =>
        from replicas in Replicas.Of(facts)
        let chains = replicas.Endpoints.GroupBy(endpoint => endpoint.Chain!).ToArray()
        where chains.Select(chain => chain.Key.Text).Distinct(StringComparer.Ordinal).Skip(1).Any()
        select Fault(facts, replicas, chains));

    private static Fault Fault(WebhookFacts facts, Replicas replicas, IGrouping<ServedChain, ServedEndpoint>[] chains)
    {
        ServedEndpoint[] refused = [.. chains.Where(chain => chain.Key.IsRefused).SelectMany(chain => chain)];
        var isStored = Array.Exists(chains, chain => chain.Key.Leaf?.Equals(facts.Leaf?.Certificate) is true);
        var counted = string.Create(
            CultureInfo.InvariantCulture, $"{replicas.Endpoints.Count} replicas of {replicas.Name} serve {chains.Length} different certificates");
        return new Fault(refused.Length == 0
            ? counted
            : string.Create(CultureInfo.InvariantCulture, $"{counted}, and the API server refuses {refused.Length} of {replicas.Endpoints.Count}"))
        {
            Severity = refused.Length > 0 ? Severity.Error : isStored && !Array.TrueForAll(chains, chain => IsSettling(facts, chain.Key)) ? Severity.Warning : Severity.Info,
            Where = replicas.Workload,
            Evidence =
            [
                .. chains.Select(chain => new Evidence(
                    chain.Key.IsRefused ? "refused" : "served", $"{chain.Key.Text} by {EndpointNames.Of([.. chain])}")),
                .. SecretReading.OfOwner(facts) is { } fact ? [new Evidence("owner", fact)] : Array.Empty<Evidence>(),
            ],
            Fix = facts.Webhook.Owner.Code == "spark-operator-1-4" && replicas.Workload is { } workload
                ? $"kubectl scale {workload.Kind.ToLowerInvariant()}/{workload.Name} -n {workload.Namespace} --replicas 1"
                : SecretMaker.Restart(facts),
        };
    }

    // a renewal reaches one pod after the other
    private static bool IsSettling(WebhookFacts facts, ServedChain chain) =>
        chain.Leaf?.Equals(facts.Leaf?.Certificate) is true
        || facts.Endpoints.Old.Any(old => old.Chain == chain && SecretReading.Of(facts, facts.Webhook.ServingSecret!.Ref, old.Workload).IsOnItsWay(facts));
}
