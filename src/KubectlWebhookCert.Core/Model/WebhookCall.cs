namespace KubectlWebhookCert.Core.Model;

/// <summary>What the API server calls. Closed: the two cases below are all there are.</summary>
/// <param name="ServerName">The name it verifies: <c>service.namespace.svc</c>, or the host of the URL.</param>
/// <param name="Address">The URL it asks, as its error messages print it (without <c>?timeout=</c>).</param>
public abstract record WebhookCall(string ServerName, string Address)
{
    /// <summary>Through a Service reference.</summary>
    /// <param name="Namespace">The Service's namespace.</param>
    /// <param name="Name">The Service's name.</param>
    /// <param name="Port">The Service's port; 443 where unset.</param>
    /// <param name="Path">URL path with its leading slash, or empty.</param>
    public sealed record ByService(string Namespace, string Name, int Port, string Path)
        : WebhookCall($"{Name}.{Namespace}.svc", $"https://{Name}.{Namespace}.svc:{Port}{Path}");

    /// <summary>By URL, from outside the Service network.</summary>
    /// <param name="ServerName">Host of the URL, without port and brackets.</param>
    /// <param name="Address">The URL as written.</param>
    public sealed record ByUrl(string ServerName, string Address) : WebhookCall(ServerName, Address);
}
