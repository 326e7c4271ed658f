using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Secrets;

/// <summary>The Secrets that a container mounts, each with how: plain volume, projected, or by the secrets-store CSI driver.</summary>
internal static class SecretMounts
{
    private const string SecretsStoreDriver = "secrets-store.csi.k8s.io";

    // servers before 1.24 mount a token Secret here
    private const string ServiceAccountPath = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>Name of each Secret, and a phrase that says how and where it is mounted.</summary>
    public static IEnumerable<MountedSecret> Of(
        ClusterSnapshot snapshot, string namespaceName, Backend backend, JsonElement container) =>
        from mount in container.Items("volumeMounts")
        let path = mount.Text("mountPath") ?? string.Empty
        where path != ServiceAccountPath
        from volume in backend.Spec.Items("volumes")
        where volume.Text("name") is { } name && name == mount.Text("name")
        let part = mount.Text("subPath") is { Length: > 0 } subPath ? $" (subPath {subPath})" : string.Empty
        from secret in InVolume(snapshot, namespaceName, volume)
        select new MountedSecret(secret.Name, $"{secret.How} by {backend.Workload} at {path}{part}");

    /// <summary>The SecretProviderClasses that the pod's volumes name.</summary>
    public static IEnumerable<string> ProviderClasses(JsonElement podSpec) =>
        podSpec.Items("volumes").Select(ProviderClass).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>The Secrets that one of a pod's volumes holds.</summary>
    public static IEnumerable<MountedSecret> InVolume(ClusterSnapshot snapshot, string namespaceName, JsonElement volume)
    {
        if (volume.Text("secret", "secretName") is { } plain)
        {
            return [new MountedSecret(plain, "mounted")];
        }

        if (ProviderClass(volume) is { } provider)
        {
            return (snapshot.Find(ResourceTypes.SecretProviderClass, namespaceName, provider)?.Json.Items("spec", "secretObjects") ?? [])
                .Select(synced => synced.Text("secretName"))
                .OfType<string>()
                .Select(name => new MountedSecret(name, $"synced by SecretProviderClass {namespaceName}/{provider}, which is mounted"));
        }

        return volume.Items("projected", "sources")
            .Select(source => source.Text("secret", "name"))
            .OfType<string>()
            .Select(name => new MountedSecret(name, "projected"));
    }

    private static string? ProviderClass(JsonElement volume) =>
        volume.Text("csi", "driver") == SecretsStoreDriver ? volume.Text("csi", "volumeAttributes", "secretProviderClass") : null;
}
