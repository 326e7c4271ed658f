using System.Text.Json;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Core.Trust;

/// <summary>What to read to judge the holders of trust: of a cluster the few objects that are known by name, of files whatever matches.</summary>
internal static class TrustDiscovery
{
    private static readonly ValueList<ResourceType> Holders = [ResourceTypes.ConfigMap, ResourceTypes.Secret];

    private static readonly ObjectRequest EveryConfigMap = new ObjectRequest.Many(ResourceTypes.ConfigMap, null, null);

    /// <summary>What to read next.</summary>
    /// <param name="soFar">What was read.</param>
    /// <param name="target">What the user points at.</param>
    /// <param name="options">What steers the search.</param>
    public static IEnumerable<ObjectRequest> Next(ClusterSnapshot soFar, Target target, DiscoveryOptions options) => target switch
    {
        Target.Everything when options.ForRules && options.LabelSelector is null => OfEverything(soFar, options),
        Target.ConfigMap configMap =>
        [
            new ObjectRequest.One(ResourceTypes.ConfigMap, configMap.Namespace, configMap.Name),
            .. options.CaFrom is not null
                ? Named(options)
                : TrustSystemSet.All
                    .Where(system => system.Consumers.Any(place => place.Is(configMap.Namespace, configMap.Name)))
                    .SelectMany(system => system.Sources)
                    .Select(place => place.Request),
        ],
        Target.Kubeconfig when options.CaFrom is not null => Named(options),
        Target.Kubeconfig when options.FromFiles => [EveryConfigMap],
        Target.TrustStores =>
        [
            .. Named(options),
            .. Holders.Select(type => new ObjectRequest.Many(type, options.Namespace, null) { WithCertificates = true }),
            .. ResourceTypes.WebhookConfigurations.Select(type => new ObjectRequest.Many(type, null, options.LabelSelector)),
        ],
        _ => [],
    };

    /// <summary>Whether a ConfigMap of a list can matter.</summary>
    /// <param name="json">The ConfigMap, maybe without <c>kind</c>.</param>
    public static bool IsWanted(JsonElement json)
    {
        var (namespaceName, name) = (json.Text("metadata", "namespace"), json.Text("metadata", "name"));
        return name is not null && TrustSystemSet.All.SelectMany(system => system.Places).Any(place => place.Is(namespaceName, name));
    }

    private static IEnumerable<ObjectRequest> OfEverything(ClusterSnapshot soFar, DiscoveryOptions options) => options.FromFiles
        ? [EveryConfigMap]
        : TrustSystemSet.All
            .Where(system => system.IsLikely(soFar))
            .SelectMany(system => OfSystem(system, options.Namespace));

    private static IEnumerable<ObjectRequest> OfSystem(TrustSystem system, string? namespaceName)
    {
        var consumers = system.Consumers
            .Where(place => place.Namespace is not null && (namespaceName is null || place.Namespace == namespaceName))
            .ToList();
        return consumers.Count == 0 ? [] : system.Sources.Concat(consumers).Select(place => place.Request);
    }

    private static IEnumerable<ObjectRequest> Named(DiscoveryOptions options) =>
        options.CaFrom is CaSource.Published named ? [new ObjectRequest.One(named.Type, named.Namespace, named.Name)] : [];
}
