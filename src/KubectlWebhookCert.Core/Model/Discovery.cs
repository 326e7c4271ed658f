using System.Text.Json;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Secrets;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Trust;

namespace KubectlWebhookCert.Core.Model;

/// <summary>
/// What to read next, given what has been read: the reader asks, fetches what it has not fetched yet (in parallel), and asks again until
/// nothing new comes. Each round costs one round trip; one webhook takes three or four.
/// </summary>
public static class Discovery
{
    /// <summary>Everything that the target needs, as far as it can be known by now; what was fetched already is named again.</summary>
    /// <param name="soFar">What was read; best made with the set of requests already answered.</param>
    /// <param name="target">What the user points at.</param>
    /// <param name="options">What narrows and steers the search.</param>
    public static IReadOnlyCollection<ObjectRequest> Next(ClusterSnapshot soFar, Target target, DiscoveryOptions options)
    {
        ArgumentNullException.ThrowIfNull(soFar);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        var selected = TargetSelection.Select(soFar, target, options);
        var requests = new RequestSet();
        requests.AddRange(ForTarget(soFar, target, options, selected.Count > 0));
        requests.AddRange(TrustDiscovery.Next(soFar, target, options));

        var views = new ServiceViews(soFar);
        var secrets = new ServingSecretFinder(soFar);
        foreach (var configuration in selected)
        {
            foreach (var entry in configuration.Entries.DistinctBy(entry => entry.Calls))
            {
                requests.AddRange(ForWebhook(soFar, configuration.Resource, entry, views, secrets, options));
            }
        }

        return requests.Grouped();
    }

    /// <summary>
    /// Whether an object of a list can matter at all. A cluster's definitions without a conversion webhook and its Helm releases
    /// are many and large: they are left out before they cost memory, but where a release's history was asked for.
    /// </summary>
    /// <param name="request">The list that was asked for.</param>
    /// <param name="json">The object, maybe without <c>kind</c>.</param>
    public static bool IsWanted(ObjectRequest.Many request, JsonElement json)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Type switch
        {
            _ when request.WithCertificates => CertificateMarks.AreIn(json) || TrustDiscovery.IsWanted(json),
            var type when type == ResourceTypes.CustomResourceDefinition => json.Text("spec", "conversion", "strategy") == "Webhook",
            var type when type == ResourceTypes.ApiService => json.At("spec", "service") is not null,
            var type when type == ResourceTypes.Secret =>
                request.LabelSelector is not null || !ServingSecretFinder.OtherTypes.Contains(json.Text("type") ?? string.Empty),
            var type when type == ResourceTypes.ConfigMap => TrustDiscovery.IsWanted(json),
            _ => true,
        };
    }

    private static IEnumerable<ObjectRequest> ForTarget(ClusterSnapshot soFar, Target target, DiscoveryOptions options, bool found)
    {
        switch (target)
        {
            case Target.OfType ofType:
                var one = new ObjectRequest.One(ofType.Type, null, ofType.Name);
                return soFar.WasAsked(one) && soFar.PresenceOf(ofType.Type, null, ofType.Name) == Presence.Missing
                    ? [one, new ObjectRequest.Many(ofType.Type, null, null)] // to say what resembles it
                    : [one];

            case Target.Named named:
                ObjectRequest[] first =
                [
                    new ObjectRequest.Many(ResourceTypes.ValidatingWebhookConfiguration, null, null),
                    new ObjectRequest.Many(ResourceTypes.MutatingWebhookConfiguration, null, null),
                    .. ResourceTypes.WebhookConfigurations
                        .Where(type => NeedsGet(soFar, type, named.Name))
                        .Select(type => new ObjectRequest.One(type, null, named.Name)),
                ];
                return found || !first.All(soFar.WasAsked)
                    ? first
                    : [.. first, .. ResourceTypes.WebhookConfigurations.Select(type => new ObjectRequest.Many(type, null, null))];

            case Target.ServicePort port:
                return BackendDiscovery.Next(soFar, new ServiceView(soFar, port.Namespace, port.Name));

            case Target.ConfigMap or Target.Kubeconfig or Target.TrustStores:
                return [];

            default:
                return ResourceTypes.WebhookConfigurations.Select(type => new ObjectRequest.Many(type, null, options.LabelSelector));
        }
    }

    // the two admission kinds are listed anyway, for the names of their entries (unless the user may get one and not list them);
    // the other two are called PLURAL.GROUP and VERSION.GROUP
    private static bool NeedsGet(ClusterSnapshot soFar, ResourceType type, string name) =>
        type == ResourceTypes.CustomResourceDefinition || type == ResourceTypes.ApiService
            ? name.Contains('.', StringComparison.Ordinal)
            : soFar.RefusalOf(new ObjectRequest.Many(type, null, null)) is not null;

    private static List<ObjectRequest> ForWebhook(
        ClusterSnapshot soFar,
        KubernetesObject configuration,
        WebhookEntry entry,
        ServiceViews views,
        ServingSecretFinder secrets,
        DiscoveryOptions options)
    {
        List<ObjectRequest> requests = [];
        if (options.Secret is null && SecretLeads.SourceCertificate(configuration) is { } source)
        {
            requests.Add(new ObjectRequest.One(ResourceTypes.Certificate, source.Namespace, source.Name));
        }

        var service = views.Of(entry.Calls);
        if (service is not null)
        {
            requests.AddRange(BackendDiscovery.Next(soFar, service));
        }

        SecretLead[] leads = [.. SecretLeads.Of(soFar, configuration, entry.Calls, service, options)];
        requests.AddRange(leads.Select(lead => new ObjectRequest.One(ResourceTypes.Secret, lead.Namespace, lead.Name)));

        // the last resort, only when everything that could name the Secret has been heard
        if (service is not null && requests.TrueForAll(soFar.WasAsked) && !secrets.IsSettled(leads))
        {
            requests.Add(new ObjectRequest.Many(ResourceTypes.Secret, service.Namespace, null));
        }

        if (options.ForRules && requests.TrueForAll(soFar.WasAsked))
        {
            requests.AddRange(RuleDiscovery.Next(soFar, configuration, entry.Calls, service, secrets.Find(leads, entry, CaBundleReader.Read(entry.CaBundle))));
        }

        return requests;
    }
}
