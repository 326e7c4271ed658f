using System.Globalization;
using System.Text.Json;

namespace KubectlWebhookCert.Core.Model;

/// <summary>
/// One object of the API as it was read. It stays the JSON that came, so that a field this program has never heard of
/// is still there when the object is printed or written back.
/// </summary>
/// <param name="json">The whole object; its document must outlive this value (clone an element of a pooled one).</param>
public sealed class KubernetesObject(JsonElement json)
{
    /// <summary>The whole object.</summary>
    public JsonElement Json { get; } = json;

    /// <summary><c>apiVersion</c>, empty where missing.</summary>
    public string ApiVersion { get; } = json.Text("apiVersion") ?? string.Empty;

    /// <summary><c>kind</c>, empty where missing.</summary>
    public string Kind { get; } = json.Text("kind") ?? string.Empty;

    /// <summary><c>metadata.name</c>, empty where missing.</summary>
    public string Name { get; } = json.Text("metadata", "name") ?? string.Empty;

    /// <summary><c>metadata.namespace</c>, or null.</summary>
    public string? Namespace { get; } = json.Text("metadata", "namespace");

    /// <summary><c>metadata.uid</c>, or null (a manifest has none).</summary>
    public string? Uid => Json.Text("metadata", "uid");

    /// <summary><c>metadata.resourceVersion</c>, or null (a manifest has none).</summary>
    public string? ResourceVersion => Json.Text("metadata", "resourceVersion");

    /// <summary>Whether it was read from a cluster: a manifest that somebody has yet to apply has no uid.</summary>
    public bool IsFromCluster => Uid is not null;

    /// <summary>Names this object.</summary>
    public ObjectRef Ref => new(Kind, Namespace, Name);

    /// <summary><c>metadata.creationTimestamp</c>, UTC, or null.</summary>
    public DateTimeOffset? Created => Time("metadata", "creationTimestamp");

    /// <summary>The value of a label, or null.</summary>
    /// <param name="name">The whole label key.</param>
    public string? Label(string name) => Json.Text("metadata", "labels", name);

    /// <summary>The value of an annotation, or null.</summary>
    /// <param name="name">The whole annotation key.</param>
    public string? Annotation(string name) => Json.Text("metadata", "annotations", name);

    /// <summary>The object's owner references, in order.</summary>
    public IEnumerable<ObjectRef> OwnerReferences =>
        Json.Items("metadata", "ownerReferences")
            .Select(owner => new ObjectRef(owner.Text("kind") ?? string.Empty, Namespace, owner.Text("name") ?? string.Empty));

    /// <summary>An RFC 3339 instant at a path, UTC, or null.</summary>
    /// <param name="path">Property names, outermost first.</param>
    public DateTimeOffset? Time(params ReadOnlySpan<string> path) => ParseTime(Json.Text(path));

    /// <summary>An RFC 3339 instant, UTC, or null.</summary>
    /// <param name="text">The text, or null.</param>
    public static DateTimeOffset? ParseTime(string? text) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant)
            ? instant
            : null;

    /// <summary>Whether this is an object of a type; the version is not compared (snapshots hold what their server had).</summary>
    /// <param name="type">The type.</param>
    public bool Is(ResourceType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Kind == type.Kind && GroupOf(ApiVersion).SequenceEqual(type.Group);
    }

    /// <inheritdoc/>
    public override string ToString() => Ref.ToString();

    private static ReadOnlySpan<char> GroupOf(string apiVersion) =>
        apiVersion.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? apiVersion.AsSpan(0, slash) : default;
}
