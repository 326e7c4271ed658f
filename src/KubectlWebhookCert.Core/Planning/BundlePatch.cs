using System.Text.Json;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>A CA bundle at its place in a configuration, and the JSON patch that makes another of it. Pure.</summary>
/// <remarks>Source: RFC 6902.</remarks>
public static class BundlePatch
{
    /// <summary>What a place holds; null where it is gone, or its entry stands elsewhere now.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="place">The place.</param>
    public static CaBundle? Read(KubernetesObject configuration, BundlePlace place)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(place);
        JsonElement? client = place.Type == ResourceTypes.CustomResourceDefinition ? configuration.Json.At("spec", "conversion", "webhook", "clientConfig")
            : place.Type == ResourceTypes.ApiService ? configuration.Json.At("spec")
            : configuration.Json.Items("webhooks").ElementAtOrDefault(place.Index) is { ValueKind: JsonValueKind.Object } entry && entry.Text("name") == place.Entry
                ? entry.At("clientConfig")
            : null;
        return client is { } found ? CaBundleReader.Read(found.Text("caBundle") ?? string.Empty) : null;
    }

    /// <summary>Adds the operations for one place; the list may have been put into another order, which they test, too.</summary>
    /// <param name="operations">The patch.</param>
    /// <param name="place">The place.</param>
    /// <param name="current">What it holds.</param>
    /// <param name="wanted">What it is to hold.</param>
    public static void Add(JsonArray operations, BundlePlace place, CaBundle current, CaBundle wanted)
    {
        ArgumentNullException.ThrowIfNull(operations);
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(wanted);
        if (place.NamePointer is { } name)
        {
            operations.Add((JsonNode)Operation("test", name, place.Entry));
        }

        operations.Add((JsonNode)Operation("test", place.BundlePointer, current.IsEmpty ? null : Convert.ToBase64String(current.Bytes.Span)));
        operations.Add((JsonNode)Operation(current.IsEmpty ? "add" : "replace", place.BundlePointer, Convert.ToBase64String(wanted.Bytes.Span)));
    }

    private static JsonObject Operation(string name, string path, string? value) =>
        new JsonObject { ["op"] = name, ["path"] = path, ["value"] = value };
}
