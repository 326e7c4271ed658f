using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Republishers;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Trust;

namespace KubectlWebhookCert.Core.Adopting;

/// <summary>The holders of trust that a target means, each with its place. Pure; kubeconfigs are read elsewhere.</summary>
public static class HeldTrust
{
    /// <summary>The keys of a ConfigMap.</summary>
    /// <param name="snapshot">What was read.</param>
    /// <param name="target">The ConfigMap.</param>
    /// <param name="options">As given to <see cref="Discovery"/>.</param>
    /// <exception cref="TargetException">As for <see cref="TrustStoreBuilder.Build"/>.</exception>
    public static ValueList<PlacedTrust> Of(ClusterSnapshot snapshot, Target.ConfigMap target, DiscoveryOptions options)
    {
        ArgumentNullException.ThrowIfNull(target);
        return [.. TrustStoreBuilder.Build(snapshot, target, options)
            .Select(store => new PlacedTrust(new HolderPlace.ConfigMap(target.Namespace, target.Name, store.Field), store))];
    }

    /// <summary>The CA bundles of webhooks, but of those that are called without verification.</summary>
    /// <param name="inventory">The webhooks.</param>
    /// <param name="served">What their endpoints present.</param>
    /// <param name="source">Whom they should trust, or null.</param>
    public static ValueList<PlacedTrust> Of(Inventory inventory, ServedCertificates served, TrustSource? source)
    {
        ArgumentNullException.ThrowIfNull(inventory);
        ArgumentNullException.ThrowIfNull(served);
        return
        [
            .. from configuration in inventory.Configurations
               from webhook in configuration.Webhooks
               where !webhook.InsecureSkipTlsVerify
               select Of(configuration, webhook, served, source),
        ];
    }

    private static PlacedTrust Of(WebhookConfiguration configuration, Webhook webhook, ServedCertificates served, TrustSource? source)
    {
        var place = new BundlePlace(configuration.Type, configuration.Resource.Name, webhook.Name, webhook.Index, webhook.Calls.ServerName);
        return new PlacedTrust(
            new HolderPlace.Bundle(place, (webhook.Calls as WebhookCall.ByService)?.Namespace),
            new TrustStore(configuration.Resource.Ref, place.BundlePointer, webhook.CaBundle, source, null)
            {
                Republisher = RepublisherSet.Recognise(configuration.Resource) ?? OfOwner(configuration, webhook.Owner),
                ServerName = webhook.Calls.ServerName,
                Servers = [.. Servers(webhook, served).Distinct()],
            });
    }

    private static RepublisherMark? OfOwner(WebhookConfiguration configuration, OwnerMark owner) => owner.IsSilent
        ? null
        : new RepublisherMark(
            owner.Name,
            owner.Evidence is [var mark, ..] ? mark : "the webhook is its",
            $"let it issue anew: kubectl webhook-cert rotate {configuration.Type.Singular}/{configuration.Resource.Name} --ca");

    private static IEnumerable<TrustSource> Servers(Webhook webhook, ServedCertificates served) =>
        from place in ProbePlan.Of(webhook)
        let answer = served.Find(place.Request)?.Answer as ProbeAnswer.Presented
        where answer is { Certificates.Count: > 0 }
        select TrustSource.OfServer(
            webhook.Service?.Ref ?? new ObjectRef("URL", null, webhook.Calls.Address),
            null,
            answer.Certificates);
}
