using System.Text;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>Paths of the API.</summary>
/// <remarks>Source: Kubernetes API concepts, "Resource URIs".</remarks>
internal static class ResourcePath
{
    /// <summary>The path of a type's objects.</summary>
    /// <param name="type">The type.</param>
    /// <param name="namespaceName">Only this namespace; null for all.</param>
    public static string Of(ResourceType type, string? namespaceName)
    {
        var path = new StringBuilder(type.Group.Length == 0 ? "/api/" : $"/apis/{type.Group}/").Append(type.Version);
        if (type.Namespaced && !string.IsNullOrEmpty(namespaceName))
        {
            _ = path.Append("/namespaces/").Append(Segment(namespaceName));
        }

        return path.Append('/').Append(type.Plural).ToString();
    }

    /// <summary>The path a new object is sent to.</summary>
    /// <param name="type">The type.</param>
    /// <param name="namespaceName">Its namespace; null for a cluster-scoped type.</param>
    /// <param name="name">Its name, for the message.</param>
    /// <exception cref="UsageException">The namespace is missing.</exception>
    public static string OfNew(ResourceType type, string? namespaceName, string name) =>
        type.Namespaced && string.IsNullOrEmpty(namespaceName)
            ? throw new UsageException($"{type.Singular} \"{name}\" is without a namespace", "name one with -n")
            : Of(type, namespaceName);

    /// <summary>The path of one object.</summary>
    /// <param name="type">The type.</param>
    /// <param name="namespaceName">Its namespace; null for a cluster-scoped type.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="UsageException">No object can have that name.</exception>
    public static string Of(ResourceType type, string? namespaceName, string name) => $"{OfNew(type, namespaceName, name)}/{Segment(name)}";

    /// <summary>The query of a write.</summary>
    /// <param name="options">Its options.</param>
    public static string Query(WriteOptions options)
    {
        var manager = string.IsNullOrEmpty(options.FieldManager) ? string.Empty : $"fieldManager={Uri.EscapeDataString(options.FieldManager)}";
        return (options.DryRun, manager.Length > 0) switch
        {
            (true, true) => $"?dryRun=All&{manager}",
            (true, false) => "?dryRun=All",
            (false, true) => $"?{manager}",
            _ => string.Empty,
        };
    }

    private static string Segment(string name) =>
        name.Length == 0 || name is "." or ".." || name.AsSpan().ContainsAny('/', '%')
            ? throw new UsageException($"invalid resource name \"{name}\": it may not be empty, \".\" or \"..\", nor contain \"/\" or \"%\"")
            : Uri.EscapeDataString(name);
}
