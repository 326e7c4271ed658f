using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Republishers;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Core.Trust;

/// <summary>From what was read to the holders of trust that are judged. Pure; kubeconfigs, which are no objects of a cluster, are read elsewhere.</summary>
public static class TrustStoreBuilder
{
    /// <summary>The holders of trust among the objects that the target means; none for a target that means webhooks.</summary>
    /// <param name="snapshot">What was read.</param>
    /// <param name="target">What the user points at.</param>
    /// <param name="options">As given to <see cref="Discovery"/>.</param>
    /// <exception cref="TargetException">The ConfigMap, its key, or what <c>--ca-from</c> names is not there, may not be read, or holds no certificate.</exception>
    public static ValueList<TrustStore> Build(ClusterSnapshot snapshot, Target target, DiscoveryOptions options)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        return target switch
        {
            Target.Everything when options.LabelSelector is null =>
                TrustSystemSet.All.SelectMany(system => OfSystem(snapshot, system, options.Namespace)).ToValueList(),
            Target.ConfigMap configMap => OfConfigMap(snapshot, configMap, TrustSources.Told(snapshot, options)),
            Target.TrustStores => TrustHolders.Of(snapshot, Source(snapshot, options), options.Namespace).ToValueList(),
            _ => [],
        };
    }

    /// <summary>Where the CAs of a kubeconfig should come from: where the user says, or what a known system publishes for that; null where neither is.</summary>
    /// <param name="snapshot">What was read.</param>
    /// <param name="options">As given to <see cref="Discovery"/>.</param>
    /// <exception cref="TargetException">What <c>--ca-from</c> names is not there, may not be read, or holds no certificate.</exception>
    public static TrustSource? KubeconfigSource(ClusterSnapshot snapshot, DiscoveryOptions options)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(options);
        return TrustSources.Told(snapshot, options)
            ?? TrustSystemSet.All
                .Select(system => TrustSources.Published(snapshot, system.KubeconfigSources))
                .OfType<TrustSource>()
                .Select(TrustSources.Newest)
                .FirstOrDefault();
    }

    /// <summary>What everything that holds trust is held against: what the user says, or what a known system publishes.</summary>
    /// <param name="snapshot">What was read.</param>
    /// <param name="options">As given to <see cref="Discovery"/>.</param>
    /// <exception cref="TargetException">There is neither, or it is no good.</exception>
    public static TrustSource Source(ClusterSnapshot snapshot, DiscoveryOptions options)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(options);
        return TrustSources.Told(snapshot, options)
            ?? TrustSystemSet.All.Select(system => TrustSources.Published(snapshot, system.Sources)).FirstOrDefault(source => source is not null)
            ?? throw new TargetException("files do not say what an API server presents", $"name what is to be trusted: --ca-from {CaSource.Forms}");
    }

    private static IEnumerable<TrustStore> OfSystem(ClusterSnapshot snapshot, TrustSystem system, string? namespaceName) =>
        TrustSources.Published(snapshot, system.Sources) is not { } source
            ? []
            : from resource in snapshot.All(ResourceTypes.ConfigMap)
              where namespaceName is null || resource.Namespace == namespaceName
              let place = system.Consumers.FirstOrDefault(place => place.Is(resource.Namespace, resource.Name))
              where place is not null
              from value in DataValue.Of(resource)
              where value.Key == place.Key
              orderby resource.Namespace, resource.Name
              select new TrustStore(resource.Ref, value.Key, CaBundle.Read(value.Bytes), source, null) { Republisher = RepublisherSet.Recognise(resource) };

    private static ValueList<TrustStore> OfConfigMap(ClusterSnapshot snapshot, Target.ConfigMap target, TrustSource? told)
    {
        var resource = RequiredObject.Find(snapshot, ResourceTypes.ConfigMap, target.Namespace, target.Name);
        var all = DataValue.Of(resource).ToList();
        var stores =
            from value in all
            where target.Key is null || value.Key == target.Key
            let bundle = CaBundle.Read(value.Bytes)
            where target.Key is not null || bundle.Certificates.Count > 0
            select new TrustStore(resource.Ref, value.Key, bundle, told ?? Known(snapshot, resource, value.Key), null)
            {
                Republisher = RepublisherSet.Recognise(resource),
            };
        return stores.ToValueList() is { Count: > 0 } found
            ? found
            : throw new TargetException(
                target.Key is { } key
                    ? $"configmap/{target.Name} in namespace {target.Namespace} has no key \"{key}\""
                    : $"configmap/{target.Name} in namespace {target.Namespace} holds no certificate",
                all.Count == 0 ? "it is empty" : $"its keys: {string.Join(", ", all.Select(value => value.Key))}");
    }

    private static TrustSource? Known(ClusterSnapshot snapshot, KubernetesObject resource, string key) => TrustSystemSet.All
        .Where(system => system.Consumers.Any(place => place.Is(resource.Namespace, resource.Name) && place.Key == key))
        .Select(system => TrustSources.Published(snapshot, system.Sources))
        .FirstOrDefault(source => source is not null);
}
