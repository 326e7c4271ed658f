using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Patching;
using KubectlWebhookCert.Core.Planning;

namespace KubectlWebhookCert.Core.Adopting;

/// <summary>Reads a bundle at its place in an object, and says which patch makes another of it. Pure.</summary>
/// <remarks>Source: RFC 6902; RFC 7386.</remarks>
public static class TrustPatch
{
    /// <summary>What the object holds there; null where the place is gone.</summary>
    /// <param name="resource">The object.</param>
    /// <param name="place">A place in it.</param>
    public static CaBundle? Read(KubernetesObject resource, HolderPlace place)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return place switch
        {
            HolderPlace.ConfigMap configMap => Field(resource, configMap.Key) is { } field
                ? CaBundle.Read(field.IsBase64 ? Convert.FromBase64String(field.Text) : Encoding.UTF8.GetBytes(field.Text))
                : null,
            HolderPlace.Bundle bundle => BundlePatch.Read(resource, bundle.Place),
            _ => null,
        };
    }

    /// <summary>A JSON patch for CA bundles, each change behind a test of what was there.</summary>
    /// <param name="configuration">The configuration as it is.</param>
    /// <param name="changes">What is to become of it; of places that are there.</param>
    public static JsonElement OfBundles(KubernetesObject configuration, IEnumerable<TrustChange> changes)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(changes);
        var operations = new JsonArray();
        foreach (var change in changes)
        {
            var place = ((HolderPlace.Bundle)change.Place).Place;
            BundlePatch.Add(operations, place, BundlePatch.Read(configuration, place)!, change.Bundle);
        }

        return JsonTree.ToPatch(operations);
    }

    /// <summary>A JSON merge patch for keys of a ConfigMap, behind its resourceVersion: API servers compare a tested text as it is spelled, escapes and all.</summary>
    /// <param name="configMap">The ConfigMap as it is.</param>
    /// <param name="changes">What is to become of it; of keys that are there.</param>
    public static JsonElement OfKeys(KubernetesObject configMap, IEnumerable<TrustChange> changes)
    {
        ArgumentNullException.ThrowIfNull(configMap);
        ArgumentNullException.ThrowIfNull(changes);
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = configMap.ResourceVersion } };
        foreach (var change in changes)
        {
            var key = ((HolderPlace.ConfigMap)change.Place).Key;
            var field = Field(configMap, key)!;
            var bytes = change.Bundle.Bytes.Span;
            patch[field.Name] ??= new JsonObject();
            patch[field.Name]![key] = field.IsBase64 ? Convert.ToBase64String(bytes) : Encoding.UTF8.GetString(bytes);
        }

        return JsonTree.ToElement(patch);
    }

    private static FieldText? Field(KubernetesObject configMap, string key) =>
        configMap.Json.Text("data", key) is { } text ? new FieldText("data", text, IsBase64: false)
        : configMap.Json.Text("binaryData", key) is { } binary ? new FieldText("binaryData", binary, IsBase64: true)
        : null;

    private sealed record FieldText(string Name, string Text, bool IsBase64);
}
