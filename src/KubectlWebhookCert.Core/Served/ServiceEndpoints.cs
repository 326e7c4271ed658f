using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Served;

/// <summary>Who stands behind a Service by now, and how each is asked.</summary>
public static class ServiceEndpoints
{
    /// <summary>Every endpoint of the port that is called: ready or not, on its way out or not.</summary>
    /// <param name="snapshot">The Service and its slices, or its Endpoints object.</param>
    /// <param name="call">What the API server calls.</param>
    public static ValueList<(ProbeRequest Request, Endpoint Endpoint)> Of(ClusterSnapshot snapshot, WebhookCall.ByService call)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(call);
        var view = new ServiceView(snapshot, call.Namespace, call.Name);
        return
        [
            .. EndpointReader.Read(snapshot, view, call.Port).SelectMany(endpoint => endpoint.Port is { } port
                ? [(new ProbeRequest(call.ServerName, endpoint.Address, port, endpoint.Pod), endpoint)]
                : Array.Empty<(ProbeRequest, Endpoint)>()),
        ];
    }
}
