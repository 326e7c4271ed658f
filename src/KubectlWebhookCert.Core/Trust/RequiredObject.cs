using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Core.Trust;

/// <summary>An object without which there is nothing to judge.</summary>
internal static class RequiredObject
{
    /// <summary>The object.</summary>
    /// <exception cref="TargetException">It does not exist, or may not be read.</exception>
    public static KubernetesObject Find(ClusterSnapshot snapshot, ResourceType type, string namespaceName, string name) =>
        snapshot.Find(type, namespaceName, name) ?? throw Absent(snapshot, type, namespaceName, name);

    private static TargetException Absent(ClusterSnapshot snapshot, ResourceType type, string namespaceName, string name) =>
        snapshot.RefusalOf(new ObjectRequest.One(type, namespaceName, name)) is { Reason: not UnreadableReason.NotInFiles } refusal
            ? new TargetException(
                $"cannot read {type.Singular}/{name} in namespace {namespaceName}: {refusal.Message}",
                $"to see what you may do: kubectl auth can-i get {type.Plural} -n {namespaceName}")
            : new TargetException(
                $"{type.Plural} \"{name}\" not found in namespace {namespaceName}", $"kubectl get {type.Plural} -n {namespaceName}");
}
