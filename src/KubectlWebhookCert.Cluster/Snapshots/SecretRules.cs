using System.Text.Json;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Snapshots;

/// <summary>What cannot be changed on a Secret or ConfigMap.</summary>
/// <remarks>Source: Kubernetes documentation, "Immutable Secrets", "Immutable ConfigMaps", "Types of Secret".</remarks>
internal static class SecretRules
{
    /// <summary>Refuses a change that a server refuses.</summary>
    /// <param name="type">The object's type; all others pass.</param>
    /// <param name="current">The object now.</param>
    /// <param name="wanted">What it should become.</param>
    /// <exception cref="ApiStatusException"><c>Invalid</c>.</exception>
    public static void Check(ResourceType type, KubernetesObject current, JsonElement wanted)
    {
        if (type.Group.Length > 0 || type.Kind is not ("Secret" or "ConfigMap"))
        {
            return;
        }

        if (type.Kind == "Secret" && (wanted.Text("type") ?? "Opaque") != (current.Json.Text("type") ?? "Opaque"))
        {
            throw Refusal.Invalid(type, current.Name, $"type: Invalid value: \"{wanted.Text("type")}\": field is immutable");
        }

        if (current.Json.Boolean("immutable") is not true)
        {
            return;
        }

        if (wanted.Boolean("immutable") is not true)
        {
            throw Refusal.Invalid(type, current.Name, "immutable: Forbidden: field is immutable when `immutable` is set");
        }

        foreach (var field in (ReadOnlySpan<string>)["data", "binaryData"])
        {
            var before = current.Json.At(field);
            var after = wanted.At(field);
            if (before is null != after is null || (before is { } old && after is { } next && !JsonElement.DeepEquals(old, next)))
            {
                throw Refusal.Invalid(type, current.Name, $"{field}: Forbidden: field is immutable when `immutable` is set");
            }
        }
    }
}
