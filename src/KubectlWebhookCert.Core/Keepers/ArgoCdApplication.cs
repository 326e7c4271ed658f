using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Keepers;

/// <summary>What an Argo CD Application is told to leave alone.</summary>
/// <remarks>Source: Argo CD user guide, "Diff Customization" and "Sync Options".</remarks>
internal static class ArgoCdApplication
{
    private const string Respect = "RespectIgnoreDifferences=true";

    /// <summary>The Application that tracks an object, or null where it was not read.</summary>
    public static KubernetesObject? Of(ClusterSnapshot snapshot, KubernetesObject resource) => ArgoCd.ApplicationOf(resource) is { } name
        ? snapshot.All(ResourceTypes.Application).FirstOrDefault(application => application.Name == name)
        : null;

    /// <summary>Whether what is ignored in the comparison is left alone by a sync, too. Without this it is shown as equal and overwritten.</summary>
    public static bool IsRespected(KubernetesObject application) =>
        application.Json.Items("spec", "syncPolicy", "syncOptions").Any(option => option.Text() == Respect);

    /// <summary>Whether it puts drift back by itself, without anybody asking.</summary>
    public static bool HealsItself(KubernetesObject application) =>
        application.Json.Boolean("spec", "syncPolicy", "automated", "selfHeal") is true;

    /// <summary>Whether a field of an object is left out of the comparison.</summary>
    /// <param name="application">The Application.</param>
    /// <param name="resource">The object.</param>
    /// <param name="field">As <see cref="Snippet"/> writes it: a JSON pointer, or a part of a jq expression.</param>
    /// <param name="writers">Who else writes the field.</param>
    public static bool Ignores(KubernetesObject application, KubernetesObject resource, KeptField field, IReadOnlyCollection<string> writers)
    {
        var slash = resource.ApiVersion.IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? string.Empty : resource.ApiVersion[..slash];
        return application.Json.Items("spec", "ignoreDifferences").Any(ignored =>
            Fits(ignored.Text("group") ?? string.Empty, group)
            && Fits(ignored.Text("kind") ?? string.Empty, resource.Kind)
            && ignored.Text("name") is var name && (string.IsNullOrEmpty(name) || Fits(name, resource.Name))
            && ignored.Text("namespace") is var place && (string.IsNullOrEmpty(place) || Fits(place, resource.Namespace ?? string.Empty))
            && (Texts(ignored, "jsonPointers").Any(field.IsPointedAt)
                || Texts(ignored, "jqPathExpressions").Any(expression => expression.Contains(field.Expression, StringComparison.Ordinal))
                || Texts(ignored, "managedFieldsManagers").Any(writers.Contains)));
    }

    /// <summary>What to add to the Application's <c>spec</c>: YAML on one line.</summary>
    public static string Snippet(KubernetesObject resource, KeptField field)
    {
        var slash = resource.ApiVersion.IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? "\"\"" : resource.ApiVersion[..slash];
        var place = resource.Namespace is { } namespaceName ? $", namespace: {namespaceName}" : string.Empty;
        return $"{{ignoreDifferences: [{{group: {group}, kind: {resource.Kind}, name: {resource.Name}{place}, {field.Ignoring}}}], "
            + $"syncPolicy: {{syncOptions: [{Respect}]}}}}";
    }

    private static bool Fits(string pattern, string value) => pattern == "*" || pattern == value;

    private static IEnumerable<string> Texts(JsonElement ignored, string list) => ignored.Items(list).Select(item => item.Text()).OfType<string>();
}
