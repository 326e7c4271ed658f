using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Core.Adopting;

/// <summary>What there is to take over: one serving Secret, or the place for one, and the bundles that calls are verified with.</summary>
/// <param name="Secret">The Secret, found or missing.</param>
/// <param name="Bundles">Every bundle of every webhook that is served from it, with what its endpoints present.</param>
/// <param name="Owner">Who writes the certificate.</param>
public sealed record SecretScope(ServingSecret Secret, ValueList<PlacedTrust> Bundles, OwnerMark Owner)
{
    /// <summary>Whether the owner's own object is gone, so that nobody writes it any more.</summary>
    public bool OwnerIsGone { get; init; }

    /// <summary>Who would put back the CA bundle of which configuration.</summary>
    public ValueList<KeptConfiguration> KeptConfigurations { get; init; } = [];

    /// <summary>Every name that an API server asks for.</summary>
    public ValueList<string> ServerNames => [.. Bundles.Select(bundle => bundle.Store.ServerName).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>The one Secret behind the webhooks that a target selects, which may be missing.</summary>
    /// <param name="selected">What the user points at.</param>
    /// <exception cref="AdoptionRefusedException">None is named by anything, several may be meant, or it may not be read.</exception>
    public static ServingSecret SecretOf(Inventory selected)
    {
        ArgumentNullException.ThrowIfNull(selected);
        var webhooks = selected.Configurations.SelectMany(configuration => configuration.Webhooks).ToList();
        var found = webhooks.SelectMany(webhook => webhook.ServingSecrets).DistinctBy(secret => secret.Ref).ToList();
        return found switch
        {
            [] => throw new AdoptionRefusedException(
                $"no Secret holds the certificate of webhook {webhooks[0].Name}, and no pod mounts one", "name the one that its pods read, or will read: --secret NAME"),
            [{ Presence: Presence.Unknown } hidden] => throw new AdoptionRefusedException(
                $"{hidden.Ref} could not be read", $"kubectl auth can-i get secrets -n {hidden.Ref.Namespace}"),
            [var only] => only,
            _ => throw new AdoptionRefusedException(
                $"more than one Secret may hold the certificate of webhook {webhooks[0].Name}: {string.Join(", ", found.Select(secret => secret.Ref))}",
                "name it: --secret NAMESPACE/NAME"),
        };
    }

    /// <summary>What there is to take over.</summary>
    /// <param name="secret">From <see cref="SecretOf"/>.</param>
    /// <param name="all">Every webhook that is served from it.</param>
    /// <param name="snapshot">What was read for them.</param>
    /// <param name="served">What endpoints present.</param>
    public static SecretScope Of(ServingSecret secret, Inventory all, ClusterSnapshot snapshot, ServedCertificates served)
    {
        ArgumentNullException.ThrowIfNull(all);
        ArgumentNullException.ThrowIfNull(snapshot);
        var owner = all.Configurations.SelectMany(configuration => configuration.Webhooks).Select(webhook => webhook.Owner)
            .FirstOrDefault(owner => owner.Code != OwnerMark.Nobody.Code) ?? OwnerMark.Nobody;
        return new SecretScope(secret, HeldTrust.Of(all, served, null), owner)
        {
            OwnerIsGone = owner.Source is { } source
                && ResourceTypes.All.FirstOrDefault(type => type.Kind == source.Kind) is { } type
                && snapshot.PresenceOf(type, source.Namespace, source.Name) == Presence.Missing,
            KeptConfigurations =
            [
                .. from configuration in all.Configurations
                   where configuration.Webhooks.Any(webhook => Overwriting.HoldsBundle(configuration.Type, configuration.Resource, webhook.Name))
                   from keeper in configuration.Keepers
                   select new KeptConfiguration(configuration.Type, configuration.Resource, keeper),
            ],
        };
    }
}

/// <summary>A configuration, and who applies its CA bundle again and again.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Resource">The configuration.</param>
/// <param name="Keeper">Who.</param>
public sealed record KeptConfiguration(ResourceType Type, KubernetesObject Resource, KeeperMark Keeper);
