using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Targets;

/// <summary>Which configurations of a snapshot a target selects. Nothing is no error here: <see cref="TargetResolution"/> judges.</summary>
internal static class TargetSelection
{
    public static ValueList<SelectedConfiguration> Select(ClusterSnapshot snapshot, Target target, DiscoveryOptions options) => target switch
    {
        Target.Everything => Matching(snapshot, (_, entry) => options.Namespace is null || CallsInto(entry, options.Namespace)),
        Target.Named named => Named(snapshot, named.Name),
        Target.OfType ofType => Configurations(snapshot, [ofType.Type])
            .Where(configuration => configuration.Resource.Name == ofType.Name)
            .ToValueList(),
        Target.ThroughService service => Matching(snapshot, (_, entry) => Calls(entry, service.Namespace, service.Name)),
        Target.ThroughSecret secret => Matching(snapshot, (resource, entry) => MayUse(resource, entry, secret)),
        Target.ConfigMap or Target.Kubeconfig or Target.TrustStores or Target.ServicePort => [], // trust, not webhooks
        _ => throw new ArgumentOutOfRangeException(nameof(target)),
    };

    /// <summary>Every configuration of some types that calls a webhook, in the order they are shown.</summary>
    public static IEnumerable<SelectedConfiguration> Configurations(ClusterSnapshot snapshot, IEnumerable<ResourceType> types)
    {
        foreach (var type in types)
        {
            foreach (var resource in snapshot.All(type).OrderBy(resource => resource.Name, StringComparer.Ordinal))
            {
                if (WebhookEntryReader.Read(type, resource) is { Count: > 0 } entries)
                {
                    yield return new SelectedConfiguration(type, resource, entries);
                }
            }
        }
    }

    private static bool CallsInto(WebhookEntry entry, string namespaceName) =>
        entry.Calls is WebhookCall.ByService call && call.Namespace == namespaceName;

    private static bool Calls(WebhookEntry entry, string namespaceName, string name) =>
        entry.Calls is WebhookCall.ByService call && call.Namespace == namespaceName && call.Name == name;

    private static ValueList<SelectedConfiguration> Matching(ClusterSnapshot snapshot, Func<KubernetesObject, WebhookEntry, bool> wanted) =>
        Configurations(snapshot, ResourceTypes.WebhookConfigurations)
            .Select(configuration => configuration with
            {
                Entries = configuration.Entries.Where(entry => wanted(configuration.Resource, entry)).ToValueList(),
            })
            .Where(configuration => configuration.Entries.Count > 0)
            .ToValueList();

    // a configuration's name wins over the name of an entry in another one
    private static ValueList<SelectedConfiguration> Named(ClusterSnapshot snapshot, string name)
    {
        var called = Configurations(snapshot, ResourceTypes.WebhookConfigurations)
            .Where(configuration => configuration.Resource.Name == name)
            .ToValueList();
        return called.Count > 0 ? called : Matching(snapshot, (_, entry) => entry.Name == name);
    }

    // a pod mounts Secrets of its own namespace only; the annotation may point anywhere
    private static bool MayUse(KubernetesObject resource, WebhookEntry entry, Target.ThroughSecret secret) =>
        CallsInto(entry, secret.Namespace)
        || resource.Annotation("cert-manager.io/inject-ca-from-secret") == $"{secret.Namespace}/{secret.Name}";
}
