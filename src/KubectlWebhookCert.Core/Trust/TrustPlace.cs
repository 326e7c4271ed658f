using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Trust;

/// <summary>A key of a ConfigMap in which a known system keeps CAs.</summary>
/// <param name="Namespace">Its namespace; null where every namespace has one.</param>
/// <param name="Name">Its name.</param>
/// <param name="Key">The key.</param>
internal sealed record TrustPlace(string? Namespace, string Name, string Key)
{
    /// <summary>Whether a ConfigMap is the one.</summary>
    public bool Is(string? namespaceName, string name) => Name == name && (Namespace is null || Namespace == namespaceName);

    /// <summary>What reads it.</summary>
    public ObjectRequest Request => new ObjectRequest.One(ResourceTypes.ConfigMap, Namespace, Name);
}
