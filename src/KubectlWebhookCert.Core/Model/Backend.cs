using System.Text.Json;

namespace KubectlWebhookCert.Core.Model;

/// <summary>Something whose pods answer a Service: a pod, or a workload where no pod runs.</summary>
/// <param name="Resource">The pod or the workload.</param>
/// <param name="Spec">The pod's spec, or the workload's template's.</param>
/// <param name="Workload">What runs it.</param>
internal sealed record Backend(KubernetesObject Resource, JsonElement Spec, ObjectRef Workload)
{
    /// <summary>The pod's labels, or those that the workload gives its pods.</summary>
    public JsonElement? Labels => Resource.Is(ResourceTypes.Pod)
        ? Resource.Json.At("metadata", "labels")
        : Resource.Json.At("spec", "template", "metadata", "labels");
}
