using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Snapshots;

/// <summary>What makes an object this one; the API version is not part of it.</summary>
/// <param name="Group">API group, empty for the core group.</param>
/// <param name="Kind">Kind.</param>
/// <param name="Namespace">Namespace, empty for none.</param>
/// <param name="Name">Name.</param>
internal sealed record ObjectKey(string Group, string Kind, string Namespace, string Name)
{
    /// <summary>An object's key.</summary>
    public static ObjectKey Of(KubernetesObject item)
    {
        var slash = item.ApiVersion.IndexOf('/', StringComparison.Ordinal);
        return new ObjectKey(slash < 0 ? string.Empty : item.ApiVersion[..slash], item.Kind, item.Namespace ?? string.Empty, item.Name);
    }
}
