using System.Text.Json;

namespace KubectlWebhookCert.Core.Model;

/// <summary>From a pod to what runs it.</summary>
internal static class Workloads
{
    private static readonly ValueList<ResourceType> Kinds =
        [ResourceTypes.Deployment, ResourceTypes.StatefulSet, ResourceTypes.DaemonSet];

    /// <summary>The Deployment, StatefulSet, DaemonSet or other controller of a pod; the pod itself where none controls it.</summary>
    public static ObjectRef Of(ClusterSnapshot snapshot, KubernetesObject pod)
    {
        if (Controller(pod) is not { } controller || controller.Kind == "Node")
        {
            return pod.Ref; // a static pod is its node's, and the node does not roll it out
        }

        if (controller.Kind != ResourceTypes.ReplicaSet.Kind)
        {
            return controller;
        }

        return snapshot.Find(ResourceTypes.ReplicaSet, controller.Namespace, controller.Name) is { } replicas
            ? Controller(replicas) ?? controller
            : DeploymentOf(pod, controller) ?? controller;
    }

    /// <summary>What has to be read to name a pod's workload and to see it.</summary>
    public static IEnumerable<ObjectRequest> Requests(ClusterSnapshot snapshot, KubernetesObject pod)
    {
        var workload = Of(snapshot, pod);
        var type = TypeOf(workload);
        if (type is not null)
        {
            yield return new ObjectRequest.One(type, workload.Namespace, workload.Name);
        }

        // the name of the Deployment is worked out from the pod; where there is none of that name the ReplicaSet must say
        if (Controller(pod) is { Kind: "ReplicaSet" } replicas && (type is null || IsMissing(snapshot, type, workload)))
        {
            yield return new ObjectRequest.One(ResourceTypes.ReplicaSet, replicas.Namespace, replicas.Name);
        }
    }

    /// <summary>The workload's object, or null.</summary>
    public static KubernetesObject? Find(ClusterSnapshot snapshot, ObjectRef workload) =>
        TypeOf(workload) is { } type ? snapshot.Find(type, workload.Namespace, workload.Name) : null;

    /// <summary>Workloads of a namespace whose pods a selector would select: what stands behind a Service while no pod runs.</summary>
    public static IEnumerable<KubernetesObject> Selected(ClusterSnapshot snapshot, string namespaceName, JsonElement? selector) =>
        Kinds.SelectMany(snapshot.All)
            .Where(workload => workload.Namespace == namespaceName
                && LabelMatch.Selects(selector, workload.Json.At("spec", "template", "metadata", "labels")));

    /// <summary>The requests that let <see cref="Selected"/> see everything.</summary>
    public static IEnumerable<ObjectRequest> SelectedRequests(string namespaceName) =>
        Kinds.Select(type => new ObjectRequest.Many(type, namespaceName, null));

    private static bool IsMissing(ClusterSnapshot snapshot, ResourceType type, ObjectRef workload) =>
        snapshot.WasAsked(new ObjectRequest.One(type, workload.Namespace, workload.Name))
        && snapshot.PresenceOf(type, workload.Namespace, workload.Name) == Presence.Missing;

    private static ResourceType? TypeOf(ObjectRef workload) => Kinds.FirstOrDefault(type => type.Kind == workload.Kind);

    private static ObjectRef? Controller(KubernetesObject controlled)
    {
        var owners = controlled.Json.Items("metadata", "ownerReferences").ToArray();
        var controller = Array.FindIndex(owners, owner => owner.Boolean("controller") is true);
        return owners.Length == 0
            ? null
            : new ObjectRef(
                owners[Math.Max(controller, 0)].Text("kind") ?? string.Empty,
                controlled.Namespace,
                owners[Math.Max(controller, 0)].Text("name") ?? string.Empty);
    }

    // the Deployment controller names a ReplicaSet DEPLOYMENT-HASH and labels its pods with the hash: one request less than reading it
    private static ObjectRef? DeploymentOf(KubernetesObject pod, ObjectRef replicas) =>
        pod.Label("pod-template-hash") is { Length: > 0 } hash
        && replicas.Name.EndsWith("-" + hash, StringComparison.Ordinal)
        && replicas.Name.Length > hash.Length + 1
            ? new ObjectRef(ResourceTypes.Deployment.Kind, pod.Namespace, replicas.Name[..^(hash.Length + 1)])
            : null;
}
