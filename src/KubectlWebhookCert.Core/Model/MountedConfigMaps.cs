using System.Text.Json;

namespace KubectlWebhookCert.Core.Model;

/// <summary>The ConfigMaps that a pod mounts, plain or projected.</summary>
internal static class MountedConfigMaps
{
    /// <summary>The name of each, once; the namespace is the pod's.</summary>
    public static IEnumerable<string> Of(JsonElement podSpec) => podSpec.Items("volumes")
        .SelectMany(volume => volume.Items("projected", "sources").Append(volume))
        .Select(source => source.Text("configMap", "name"))
        .OfType<string>()
        .Distinct(StringComparer.Ordinal);
}
