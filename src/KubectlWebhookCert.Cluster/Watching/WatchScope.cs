using System.Globalization;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Watching;

/// <summary>What one watch sees.</summary>
/// <param name="Type">The type.</param>
/// <param name="Namespace">Only this namespace; null for all.</param>
/// <param name="Name">Only the object of this name, or null.</param>
/// <param name="LabelSelector">Label selector as in the API, or null.</param>
internal sealed record WatchScope(ResourceType Type, string? Namespace, string? Name, string? LabelSelector)
{
    /// <summary>The server is asked to end a watch then, so that one whose end was lost does not stay.</summary>
    public const int Seconds = 290;

    private string Collection => ResourcePath.Of(Type, Namespace);

    private string Selectors =>
        (Name is null ? string.Empty : $"&fieldSelector={Uri.EscapeDataString($"metadata.name={Name}")}")
        + (string.IsNullOrEmpty(LabelSelector) ? string.Empty : $"&labelSelector={Uri.EscapeDataString(LabelSelector)}");

    /// <summary>What a request alone asks about.</summary>
    /// <param name="request">The request.</param>
    public static WatchScope Of(ObjectRequest request) => request switch
    {
        ObjectRequest.One one => new(one.Type, one.Namespace, one.Name, null),
        ObjectRequest.Many many => new(many.Type, many.Namespace, null, many.LabelSelector),
        _ => throw new ArgumentOutOfRangeException(nameof(request)),
    };

    /// <summary>Path and query of a page of the list.</summary>
    /// <param name="position">Where the page begins; null for the first.</param>
    public string ListPath(string? position)
    {
        var from = position is null ? string.Empty : $"&continue={Uri.EscapeDataString(position)}";
        return string.Create(CultureInfo.InvariantCulture, $"{Collection}?limit={LiveCluster.PageSize}{Selectors}{from}");
    }

    /// <summary>Path and query of the watch.</summary>
    /// <param name="resourceVersion">After what.</param>
    public string WatchPath(string resourceVersion)
    {
        var after = $"resourceVersion={Uri.EscapeDataString(resourceVersion)}";
        return string.Create(
            CultureInfo.InvariantCulture, $"{Collection}?watch=true&{after}&allowWatchBookmarks=true&timeoutSeconds={Seconds}{Selectors}");
    }
}
