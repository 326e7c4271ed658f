using System.Text.Json;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Cluster.Snapshots;

/// <summary>Turns documents into objects: takes lists apart, gives objects what a server would have given them, notes what is none.</summary>
/// <param name="defaultNamespace">For objects of a namespaced type that name none.</param>
internal sealed class ManifestObjects(string defaultNamespace)
{
    private const int DeepestList = 10;

    /// <summary>Every object so far, in the order read.</summary>
    public List<KubernetesObject> Objects { get; } = [];

    /// <summary>What was left out.</summary>
    public List<SnapshotNote> Notes { get; } = [];

    /// <summary>Takes in a document.</summary>
    /// <param name="document">As read.</param>
    /// <param name="source">Its file.</param>
    public void Add(YamlDocument document, string source) => Add(document.Json, source, document.Line, 0);

    private void Add(JsonElement json, string source, long line, int depth)
    {
        var apiVersion = json.Text("apiVersion");
        var kind = json.Text("kind");
        if (apiVersion is not { Length: > 0 } || kind is not { Length: > 0 })
        {
            Notes.Add(new SnapshotNote(source, line, "left out: no apiVersion and kind, so no Kubernetes object"));
        }
        else if (kind.EndsWith("List", StringComparison.Ordinal) && json.TryGetProperty("items", out var items) &&
            items.ValueKind is JsonValueKind.Array or JsonValueKind.Null && depth < DeepestList)
        {
            AddItems(json, items, source, line, depth);
        }
        else if (json.Text("metadata", "name") is not { Length: > 0 } name)
        {
            Notes.Add(new SnapshotNote(source, line, $"left out: {kind} without metadata.name"));
        }
        else
        {
            Objects.Add(AsServed(json, apiVersion, kind));
        }
    }

    private void AddItems(JsonElement list, JsonElement items, string source, long line, int depth)
    {
        // The items of a list as servers send it do not repeat what the list says: SecretList holds Secrets.
        var ofType = list.Text("kind") is var kind and not "List" ? kind?[..^"List".Length] : null;
        foreach (var item in items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : default)
        {
            var complete = ofType is null || item.ValueKind != JsonValueKind.Object || item.Text("kind") is not null
                ? item
                : ObjectMetadata.WithType(item, list.Text("apiVersion") ?? string.Empty, ofType);
            Add(complete, source, line, depth + 1);
        }
    }

    private KubernetesObject AsServed(JsonElement json, string apiVersion, string kind)
    {
        var group = apiVersion.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? apiVersion[..slash] : string.Empty;
        var type = ResourceTypes.All.FirstOrDefault(known => known.Kind == kind && known.Group == group);
        return new KubernetesObject(type is null ? json : AsServed(json, type, defaultNamespace));
    }

    /// <summary>What a server makes of a manifest: a namespace where one belongs and none elsewhere, a Secret's <c>stringData</c> encoded.</summary>
    internal static JsonElement AsServed(JsonElement json, ResourceType type, string defaultNamespace)
    {
        var namespaceName = json.Text("metadata", "namespace");
        if (type.Namespaced && string.IsNullOrEmpty(namespaceName))
        {
            json = ObjectMetadata.With(json, "namespace", defaultNamespace);
        }
        else if (!type.Namespaced && namespaceName is not null)
        {
            json = ObjectMetadata.With(json, "namespace", null);
        }

        return type.Kind == "Secret" && type.Group.Length == 0 ? SecretText.Encode(json) : json;
    }
}
