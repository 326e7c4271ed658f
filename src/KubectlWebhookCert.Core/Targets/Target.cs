using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Targets;

/// <summary>What the user points at. Closed: the cases below are all there are.</summary>
public abstract record Target
{
    private Target()
    {
    }

    /// <summary>The whole cluster.</summary>
    public sealed record Everything : Target;

    /// <summary>A bare name: every configuration called so, or the webhook entry called so (which is what error messages quote).</summary>
    /// <param name="Name">The name.</param>
    public sealed record Named(string Name) : Target;

    /// <summary>One configuration of one type.</summary>
    /// <param name="Type">One of <see cref="ResourceTypes.WebhookConfigurations"/>.</param>
    /// <param name="Name">Its name.</param>
    public sealed record OfType(ResourceType Type, string Name) : Target;

    /// <summary>Every webhook that goes through a Service.</summary>
    /// <param name="Namespace">The Service's namespace.</param>
    /// <param name="Name">The Service's name.</param>
    public sealed record ThroughService(string Namespace, string Name) : Target;

    /// <summary>Every webhook served with a Secret.</summary>
    /// <param name="Namespace">The Secret's namespace.</param>
    /// <param name="Name">The Secret's name.</param>
    public sealed record ThroughSecret(string Namespace, string Name) : Target;

    /// <summary>The endpoints behind a port of a Service, whoever calls them. Nothing that a user types: <c>--ca-from</c> leads to it.</summary>
    /// <param name="Namespace">The Service's namespace.</param>
    /// <param name="Name">The Service's name.</param>
    /// <param name="Port">The Service's port.</param>
    public sealed record ServicePort(string Namespace, string Name, int Port) : Target;

    /// <summary>The CAs in a ConfigMap.</summary>
    /// <param name="Namespace">The ConfigMap's namespace.</param>
    /// <param name="Name">The ConfigMap's name.</param>
    /// <param name="Key">The key they lie under; null: every key that holds certificates.</param>
    public sealed record ConfigMap(string Namespace, string Name, string? Key) : Target;

    /// <summary>The CAs and client certificates in a kubeconfig.</summary>
    /// <param name="Path">The file; null: the one that kubectl would use.</param>
    public sealed record Kubeconfig(string? Path) : Target;

    /// <summary>Everything in the cluster that holds a CA, and the kubeconfig.</summary>
    public sealed record TrustStores : Target;
}
