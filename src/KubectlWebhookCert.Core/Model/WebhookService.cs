namespace KubectlWebhookCert.Core.Model;

/// <summary>The Service a webhook is called through.</summary>
/// <param name="Ref">Names it.</param>
/// <param name="Presence">Whether it is there.</param>
/// <param name="Resource">The object as read, or null.</param>
/// <param name="EndpointsPresence">Whether its endpoints could be read.</param>
/// <param name="Endpoints">Every address and port behind the webhook's port, ready or not.</param>
public sealed record WebhookService(
    ObjectRef Ref,
    Presence Presence,
    KubernetesObject? Resource,
    Presence EndpointsPresence,
    ValueList<Endpoint> Endpoints)
{
    /// <summary>Whether the API server can be routed to somebody.</summary>
    public bool HasReadyEndpoint => Endpoints.Any(endpoint => endpoint.Ready);
}
