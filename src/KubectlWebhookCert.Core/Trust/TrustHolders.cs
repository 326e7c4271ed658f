using System.Globalization;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Republishers;
using KubectlWebhookCert.Core.Secrets;

namespace KubectlWebhookCert.Core.Trust;

/// <summary>Everything in a cluster that holds a CA which has to do with a source, and the copies of the API server's CAs where that is the source.</summary>
internal static class TrustHolders
{
    /// <summary>The holders, in the order of their kinds and names; what the source lies in is none.</summary>
    /// <param name="snapshot">What was read.</param>
    /// <param name="source">Whom they should trust.</param>
    /// <param name="namespaceName">Only those of one namespace; null for all.</param>
    public static IEnumerable<TrustStore> Of(ClusterSnapshot snapshot, TrustSource source, string? namespaceName)
    {
        var kinship = new Kinship(source);
        return
            from holder in ConfigMaps(snapshot).Concat(Secrets(snapshot))
                .Where(holder => namespaceName is null || holder.Resource.Namespace == namespaceName)
                .Concat(Bundles(snapshot, namespaceName))
            where !(holder.Resource.Ref == source.Resource && holder.Field == source.Field)
            let expected = IsCopy(source, holder) ? source : kinship.With(holder.Bundle)
            where expected is not null
            select new TrustStore(holder.Resource.Ref, holder.Field, holder.Bundle, expected, null)
            {
                Republisher = RepublisherSet.Recognise(holder.Resource),
            };
    }

    private static bool IsCopy(TrustSource source, Holder holder) => TrustSystemSet.All.Any(system =>
        (source.Resource.Kind == TrustSource.ApiServerKind || system.Sources.Any(place => place.Is(source.Resource.Namespace, source.Resource.Name)))
        && system.Consumers.Any(place => place.Is(holder.Resource.Namespace, holder.Resource.Name) && place.Key == holder.Field));

    private static IEnumerable<Holder> ConfigMaps(ClusterSnapshot snapshot) =>
        from resource in snapshot.All(ResourceTypes.ConfigMap)
        orderby resource.Namespace, resource.Name
        from value in DataValue.Of(resource)
        select new Holder(resource, value.Key, CaBundle.Read(value.Bytes));

    // what is served with its key is no trust: the CAs beside it are
    private static IEnumerable<Holder> Secrets(ClusterSnapshot snapshot) =>
        from resource in snapshot.All(ResourceTypes.Secret)
        orderby resource.Namespace, resource.Name
        let keys = SecretContentReader.Read(resource).Authorities.Select(authority => authority.CertificateKey).ToHashSet()
        from value in DataValue.Of(resource)
        where keys.Contains(value.Key)
        select new Holder(resource, value.Key, CaBundle.Read(value.Bytes));

    private static IEnumerable<Holder> Bundles(ClusterSnapshot snapshot, string? namespaceName) =>
        from type in ResourceTypes.WebhookConfigurations
        from resource in snapshot.All(type)
        orderby resource.Name
        from holder in WebhookEntryReader.Read(type, resource)
            .Where(entry => !entry.InsecureSkipTlsVerify && entry.CaBundle.Length > 0)
            .Where(entry => namespaceName is null || (entry.Calls is WebhookCall.ByService call && call.Namespace == namespaceName))
            .DistinctBy(entry => entry.CaBundle)
            .Select(entry => new Holder(resource, Field(type, entry.Index), CaBundleReader.Read(entry.CaBundle)))
        select holder;

    private static string Field(ResourceType type, int index) =>
        type == ResourceTypes.CustomResourceDefinition ? "spec.conversion.webhook.clientConfig.caBundle"
        : type == ResourceTypes.ApiService ? "spec.caBundle"
        : string.Create(CultureInfo.InvariantCulture, $"webhooks[{index}].clientConfig.caBundle");

    private sealed record Holder(KubernetesObject Resource, string Field, CaBundle Bundle);
}
