using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Trust;

namespace KubectlWebhookCert.Core.Served;

/// <summary>Whom to ask for a certificate: a pure function of the graph.</summary>
public static class ProbePlan
{
    /// <summary>Every place that some webhook is called at, each once: ready or not, on its way out or not, verified or not.</summary>
    /// <param name="inventory">The webhooks.</param>
    public static IReadOnlyCollection<ProbeRequest> Of(Inventory inventory)
    {
        ArgumentNullException.ThrowIfNull(inventory);
        return inventory.Configurations
            .SelectMany(configuration => configuration.Webhooks)
            .SelectMany(webhook => Of(webhook).Select(place => place.Request))
            .Distinct()
            .ToValueList();
    }

    /// <summary>Those of one webhook, each with the endpoint of its Service; without one for the host of a URL.</summary>
    /// <param name="webhook">The webhook.</param>
    public static IEnumerable<(ProbeRequest Request, Endpoint? Endpoint)> Of(Webhook webhook)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        return webhook.Service is { } service
            ? from endpoint in service.Endpoints
              let request = Of(webhook, endpoint)
              where request is not null
              select (request, (Endpoint?)endpoint)
            : OfUrl(webhook.Calls) is { } host ? [(host, null)] : [];
    }

    /// <summary>The endpoints behind a port of a Service, each once.</summary>
    /// <param name="snapshot">What was read.</param>
    /// <param name="port">The port.</param>
    /// <exception cref="TargetException">The Service does not exist, or may not be read.</exception>
    public static IReadOnlyCollection<ProbeRequest> Of(ClusterSnapshot snapshot, Target.ServicePort port)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(port);
        _ = RequiredObject.Find(snapshot, ResourceTypes.Service, port.Namespace, port.Name);
        var name = new WebhookCall.ByService(port.Namespace, port.Name, port.Port, string.Empty).ServerName;
        return EndpointReader.Read(snapshot, new ServiceView(snapshot, port.Namespace, port.Name), port.Port)
            .Where(endpoint => endpoint.Port is not null)
            .Select(endpoint => new ProbeRequest(name, endpoint.Address, endpoint.Port!.Value, endpoint.Pod))
            .Distinct()
            .ToValueList();
    }

    /// <summary>How one endpoint of a webhook's Service is asked; null where the Service's port has none there.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="endpoint">One of its Service's.</param>
    public static ProbeRequest? Of(Webhook webhook, Endpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.Port is { } port ? new ProbeRequest(webhook.Calls.ServerName, endpoint.Address, port, endpoint.Pod) : null;
    }

    // no server name: the URL could not be read
    private static ProbeRequest? OfUrl(WebhookCall calls) =>
        calls is WebhookCall.ByUrl { ServerName.Length: > 0 } && Uri.TryCreate(calls.Address, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps
            ? new ProbeRequest(calls.ServerName, calls.ServerName, url.Port, null, IsUrl: true)
            : null;
}
