using System.Text.Json;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Secrets;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>How a container uses a Secret.</summary>
/// <param name="Workload">Whose container.</param>
/// <param name="Container">The container's name.</param>
/// <param name="How">A phrase: <c>volume at /certs</c>.</param>
/// <param name="SubPath">The part of the volume that is mounted alone, or null.</param>
/// <param name="IsOptional">Whether the pod starts without the Secret.</param>
internal sealed record SecretUse(ObjectRef Workload, string Container, string How, string? SubPath, bool IsOptional)
{
    /// <summary>Every use of one Secret by the pods behind a Service, sidecars and init containers included.</summary>
    public static IEnumerable<SecretUse> Of(ClusterSnapshot snapshot, ServiceView service, ObjectRef secret) =>
        from backend in service.Backends
        where secret.Namespace == service.Namespace
        from container in backend.Spec.Items("containers").Concat(backend.Spec.Items("initContainers"))
        from use in Mounts(snapshot, secret, backend, container).Concat(Words(secret, backend, container))
        select use;

    private static IEnumerable<SecretUse> Mounts(ClusterSnapshot snapshot, ObjectRef secret, Backend backend, JsonElement container) =>
        from volume in backend.Spec.Items("volumes")
        where SecretMounts.InVolume(snapshot, secret.Namespace!, volume).Any(held => held.Name == secret.Name)
        from mount in container.Items("volumeMounts")
        where mount.Text("name") == volume.Text("name")
        select new SecretUse(
            backend.Workload,
            container.Text("name") ?? string.Empty,
            $"volume at {mount.Text("mountPath")}",
            mount.Text("subPath") is { Length: > 0 } path ? path : mount.Text("subPathExpr"),
            volume.Boolean("secret", "optional")
                ?? volume.Items("projected", "sources")
                    .Any(source => source.Text("secret", "name") == secret.Name && source.Boolean("secret", "optional") is true));

    private static IEnumerable<SecretUse> Words(ObjectRef secret, Backend backend, JsonElement container)
    {
        var environment =
            container.Items("env").Any(entry => entry.Text("valueFrom", "secretKeyRef", "name") == secret.Name)
            || container.Items("envFrom").Any(entry => entry.Text("secretRef", "name") == secret.Name);
        var named = container.Items("command").Concat(container.Items("args")).Select(word => word.Text())
            .Concat(container.Items("env").Select(entry => entry.Text("value")))
            .Any(word => word?.Contains(secret.Name, StringComparison.Ordinal) is true);
        return environment || named
            ? [new SecretUse(backend.Workload, container.Text("name") ?? string.Empty, environment ? "environment" : "named in its arguments", null, false)]
            : [];
    }
}
