using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>Finds what moves together with a webhook's certificate.</summary>
public static class RotationScopeBuilder
{
    /// <summary>The one Secret behind the webhooks that a target selects.</summary>
    /// <param name="selected">What the user points at.</param>
    /// <exception cref="RotationRefusedException">There is not one Secret with one certificate and its key, or no Service.</exception>
    public static ObjectRef SecretOf(Inventory selected)
    {
        ArgumentNullException.ThrowIfNull(selected);
        var webhooks = selected.Configurations.SelectMany(configuration => configuration.Webhooks).ToList();
        return webhooks.Exists(webhook => webhook.Service is not null)
            ? TheSecret(webhooks).Ref
            : throw new RotationRefusedException(
                $"cannot rotate {Named(webhooks)}: it is called by URL, so whether its server has taken up a certificate cannot be known through the cluster",
                "put a Service in front of it, or rotate it where it runs");
    }

    /// <summary>What moves together with the webhooks that a target selects.</summary>
    /// <param name="selected">What the user points at.</param>
    /// <param name="all">Every webhook that may be served from the same Secret.</param>
    /// <param name="snapshot">What was read for them.</param>
    /// <param name="served">What endpoints serve.</param>
    /// <param name="isNamed">Whether the user named the Secret: then it says nothing of webhooks that the target does not select.</param>
    /// <exception cref="RotationRefusedException">As above.</exception>
    public static RotationScope Build(Inventory selected, Inventory all, ClusterSnapshot snapshot, ServedCertificates served, bool isNamed)
    {
        ArgumentNullException.ThrowIfNull(selected);
        ArgumentNullException.ThrowIfNull(all);
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(served);
        var secret = TheSecret([.. selected.Configurations.SelectMany(configuration => configuration.Webhooks)]);
        var services = selected.Configurations
            .SelectMany(configuration => configuration.Webhooks)
            .Select(webhook => webhook.Service?.Ref)
            .OfType<ObjectRef>()
            .ToHashSet();
        var moving = (
            from configuration in all.Configurations
            from webhook in configuration.Webhooks
            where (webhook.ServingSecret?.Ref == secret.Ref && !isNamed) || (webhook.Service is { } service && services.Contains(service.Ref))
            select (Configuration: configuration, Webhook: webhook)).ToList();
        var content = secret.Content!;
        var endpoints = moving.SelectMany(pair => pair.Webhook.Service?.Endpoints ?? []).ToList();
        var owner = moving.Select(pair => pair.Webhook.Owner).FirstOrDefault(owner => owner.Code != OwnerMark.Nobody.Code) ?? OwnerMark.Nobody;
        var scope = new RotationScope(
            secret.Resource!,
            content,
            SecretVersionReader.Read(secret.Resource!),
            [.. moving.Where(pair => !pair.Webhook.InsecureSkipTlsVerify).Select(pair => Place(pair.Configuration, pair.Webhook))],
            [.. moving.Select(pair => pair.Webhook.Calls).OfType<WebhookCall.ByService>().Select(call => call with { Path = string.Empty }).Distinct()],
            [.. endpoints.Select(endpoint => endpoint.Workload).OfType<ObjectRef>().Distinct()],
            owner,
            [
                .. moving.SelectMany(pair => ProbePlan.Of(pair.Webhook))
                    .Select(place => served.Find(place.Request))
                    .OfType<ProbedEndpoint>()
                    .Select(Chain)
                    .Where(chain => chain.Count > 0)
                    .Distinct(),
            ])
        {
            ReadyEndpoints = endpoints.Where(endpoint => endpoint.Ready).Select(endpoint => endpoint.Pod?.Name ?? endpoint.Address).Distinct().Count(),
        };
        return scope with { Sharing = Sharing(scope, snapshot) };
    }

    private static ServingSecret TheSecret(List<Webhook> webhooks)
    {
        var found = webhooks.SelectMany(webhook => webhook.ServingSecrets).DistinctBy(secret => secret.Ref).ToList();
        return found switch
        {
            [] => throw new RotationRefusedException(
                $"cannot rotate {Named(webhooks)}: no Secret holds its certificate", "kubectl webhook-cert adopt TARGET, or name it: --secret NAMESPACE/NAME"),
            [{ Presence: not Presence.Found } missing] => throw new RotationRefusedException(
                $"cannot rotate {Named(webhooks)}: {missing.Ref} {(missing.Presence == Presence.Missing ? "does not exist" : "could not be read")}",
                missing.Presence == Presence.Missing ? "let its owner make it, or: kubectl webhook-cert adopt TARGET" : $"kubectl auth can-i get secrets -n {missing.Ref.Namespace}"),
            [{ Content.Leaf: { PrivateKeyKey: not null } } only] => only,
            [var unusable] => throw new RotationRefusedException(
                $"cannot rotate {Named(webhooks)}: {unusable.Ref} holds no certificate with its private key",
                $"kubectl webhook-cert validate secret/{unusable.Ref.Name} -n {unusable.Ref.Namespace}"),
            _ => throw new RotationRefusedException(
                $"cannot rotate {Named(webhooks)}: more than one Secret may hold its certificate: {string.Join(", ", found.Select(secret => secret.Ref))}",
                "name it: --secret NAMESPACE/NAME"),
        };
    }

    private static PlacedBundle Place(WebhookConfiguration configuration, Webhook webhook) => new(
        new BundlePlace(configuration.Type, configuration.Resource.Name, webhook.Name, webhook.Index, webhook.Calls.ServerName), webhook.CaBundle);

    private static ValueList<PlacedBundle> Sharing(RotationScope scope, ClusterSnapshot snapshot) => scope.Authority is not { } authority ? [] :
    [
        .. from type in ResourceTypes.WebhookConfigurations
           from resource in snapshot.All(type).OrderBy(resource => resource.Name, StringComparer.Ordinal)
           from entry in WebhookEntryReader.Read(type, resource)
           where !entry.InsecureSkipTlsVerify && entry.CaBundle.Length > 0
           let place = new BundlePlace(type, resource.Name, entry.Name, entry.Index, entry.Calls.ServerName)
           where !scope.Bundles.Any(bundle => bundle.Place == place)
           let bundle = CaBundleReader.Read(entry.CaBundle)
           where bundle.Certificates.Contains(authority)
           select new PlacedBundle(place, bundle),
    ];

    private static ValueList<Certificate> Chain(ProbedEndpoint probed) =>
        probed.Answer is ProbeAnswer.Presented presented && presented.Certificates.Count == presented.Raw.Count ? presented.Certificates : [];

    private static string Named(List<Webhook> webhooks) => webhooks is [var first, ..] ? $"webhook {first.Name}" : "it";
}
