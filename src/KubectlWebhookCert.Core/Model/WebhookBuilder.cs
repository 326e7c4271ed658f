using KubectlWebhookCert.Core.Owners;
using KubectlWebhookCert.Core.Secrets;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Core.Model;

/// <summary>Builds the webhooks of one graph; Services, Secrets and bundles that several share are read once.</summary>
internal sealed class WebhookBuilder(ClusterSnapshot snapshot, DiscoveryOptions options)
{
    private readonly ServiceViews views = new(snapshot);
    private readonly ServingSecretFinder secrets = new(snapshot);
    private readonly Dictionary<string, CaBundle> bundles = new(StringComparer.Ordinal);

    public Webhook Build(SelectedConfiguration configuration, WebhookEntry entry)
    {
        var view = views.Of(entry.Calls);
        var bundle = Bundle(entry.CaBundle);
        SecretLead[] leads = [.. SecretLeads.Of(snapshot, configuration.Resource, entry.Calls, view, options)];
        var serving = secrets.Find(leads, entry, bundle);
        var owner = OwnerSet.Recognise(
            new OwnerContext(configuration.Type, configuration.Resource, entry, bundle, view, serving is [var only] ? only : null));
        return new Webhook(
            entry.Name,
            entry.Index,
            entry.Calls,
            entry.FailurePolicy,
            entry.TimeoutSeconds,
            entry.InsecureSkipTlsVerify,
            bundle,
            view is not null && entry.Calls is WebhookCall.ByService call ? Service(view, call) : null,
            serving,
            owner)
        {
            SecretsAreHidden = entry.Calls is WebhookCall.ByService { Namespace: var searched }
                && snapshot.RefusalOf(new ObjectRequest.Many(ResourceTypes.Secret, searched, null)) is { Reason: not UnreadableReason.NotInFiles },
        };
    }

    private WebhookService Service(ServiceView view, WebhookCall.ByService call) => new(
        new ObjectRef(ResourceTypes.Service.Kind, view.Namespace, view.Name),
        snapshot.PresenceOf(ResourceTypes.Service, view.Namespace, view.Name),
        view.Resource,
        EndpointReader.PresenceOf(snapshot, view),
        EndpointReader.Read(snapshot, view, call.Port));

    private CaBundle Bundle(string base64)
    {
        if (!bundles.TryGetValue(base64, out var bundle))
        {
            bundles[base64] = bundle = CaBundleReader.Read(base64);
        }

        return bundle;
    }
}
