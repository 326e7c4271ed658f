using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Patching;
using KubectlWebhookCert.Core.Planning;

namespace KubectlWebhookCert.Core.Adopting;

/// <summary>Reads a bundle at its place in an object, and says which JSON patch makes another of it. Pure.</summary>
/// <remarks>Source: RFC 6902; RFC 6901 for the escapes of keys.</remarks>
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

    /// <summary>The operations, each change behind a test of what was there.</summary>
    /// <param name="resource">The object as it is.</param>
    /// <param name="changes">What is to become of it; of places that are there.</param>
    public static JsonElement Operations(KubernetesObject resource, IEnumerable<TrustChange> changes)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(changes);
        var operations = new JsonArray();
        foreach (var change in changes)
        {
            switch (change.Place)
            {
                case HolderPlace.ConfigMap configMap when Field(resource, configMap.Key) is { } field:
                    var bytes = change.Bundle.Bytes.Span;
                    BundlePatch.Replace(
                        operations,
                        $"/{field.Name}/{Escape(configMap.Key)}",
                        field.Text,
                        field.IsBase64 ? Convert.ToBase64String(bytes) : Encoding.UTF8.GetString(bytes));
                    break;
                case HolderPlace.Bundle bundle:
                    BundlePatch.Add(operations, bundle.Place, BundlePatch.Read(resource, bundle.Place)!, change.Bundle);
                    break;
            }
        }

        return JsonTree.ToElement(operations);
    }

    private static FieldText? Field(KubernetesObject configMap, string key) =>
        configMap.Json.Text("data", key) is { } text ? new FieldText("data", text, IsBase64: false)
        : configMap.Json.Text("binaryData", key) is { } binary ? new FieldText("binaryData", binary, IsBase64: true)
        : null;

    private static string Escape(string key) => key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private sealed record FieldText(string Name, string Text, bool IsBase64);
}
