using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Keepers;

/// <summary>
/// Argo CD. By its tracking annotation where that names the object itself (a copied one does not count), or by its label where a
/// mark of Argo CD's own stands beside it: Helm charts set <c>app.kubernetes.io/instance</c> too.
/// </summary>
/// <remarks>Source: Argo CD user guide, "Resource Tracking".</remarks>
internal static class ArgoCd
{
    private const string Code = "argo-cd";
    private const string TrackingId = "argocd.argoproj.io/tracking-id";
    private const string InstallationId = "argocd.argoproj.io/installation-id";

    public static readonly Keeper Keeper = new(Code, Recognise);

    private static readonly ValueList<string> InstanceLabels = ["argocd.argoproj.io/instance", "app.kubernetes.io/instance"];

    private static readonly ValueList<string> Managers = ["argocd-controller", "argocd-application-controller"];

    /// <summary>The name of the Application that tracks an object by annotation, without its namespace; null where none does.</summary>
    public static string? ApplicationOf(KubernetesObject resource) =>
        resource.Annotation(TrackingId) is { } id && Tracked(resource, id) is { } application
            ? application[(application.IndexOf('_', StringComparison.Ordinal) + 1)..]
            : null;

    private static KeeperMark? Recognise(KubernetesObject resource)
    {
        if (resource.Annotation(TrackingId) is { } id)
        {
            return Tracked(resource, id) is { } tracked ? Mark(tracked, [$"annotation {TrackingId}: {id}"]) : null;
        }

        var own = OwnMark(resource);
        foreach (var label in InstanceLabels)
        {
            // the first is Argo CD's own name, so it needs no other mark
            if (resource.Label(label) is { Length: > 0 } name && (own is not null || label == InstanceLabels[0]))
            {
                return Mark(name, own is null ? [$"label {label}: {name}"] : [$"label {label}: {name}", own]);
            }
        }

        return null;
    }

    private static string? OwnMark(KubernetesObject resource)
    {
        if (resource.Annotation(InstallationId) is { } installation)
        {
            return $"annotation {InstallationId}: {installation}";
        }

        return resource.Json.Items("metadata", "managedFields")
            .Select(entry => entry.Text("manager"))
            .Where(manager => manager is not null && Managers.Contains(manager))
            .Select(manager => $"field manager {manager}")
            .FirstOrDefault();
    }

    // APPLICATION:GROUP/KIND:NAMESPACE/NAME; of a cluster-scoped object the namespace is the application's destination
    private static string? Tracked(KubernetesObject resource, string id)
    {
        var slash = resource.ApiVersion.IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? string.Empty : resource.ApiVersion[..slash];
        if (id.Split(':', 3) is not [{ Length: > 0 } application, var kind, var path] || kind != $"{group}/{resource.Kind}")
        {
            return null;
        }

        // names of some kinds hold colons and never slashes
        var separator = path.IndexOf('/', StringComparison.Ordinal);
        var namesItself = separator >= 0
            && path[(separator + 1)..] == resource.Name
            && (resource.Namespace is null || path[..separator] == resource.Namespace);
        return namesItself ? application : null;
    }

    // NAMESPACE_NAME for applications outside Argo CD's own namespace
    private static KeeperMark Mark(string application, ValueList<string> evidence)
    {
        var separator = application.IndexOf('_', StringComparison.Ordinal);
        var name = separator < 0 ? application : $"{application[..separator]}/{application[(separator + 1)..]}";
        return new KeeperMark(Code, $"Argo CD application {name}", evidence);
    }
}
