using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Keepers;

/// <summary>A Helm release, as the objects that belong to it name it.</summary>
/// <param name="Namespace">Where its history is.</param>
/// <param name="Name">Its name.</param>
internal sealed record HelmRelease(string Namespace, string Name)
{
    /// <summary>The release an object belongs to, or null.</summary>
    public static HelmRelease? Of(KubernetesObject? resource) =>
        resource is not null
        && resource.Annotation(Helm.ReleaseName) is { Length: > 0 } name
        && resource.Annotation(Helm.ReleaseNamespace) is { Length: > 0 } namespaceName
            ? new HelmRelease(namespaceName, name)
            : null;
}
