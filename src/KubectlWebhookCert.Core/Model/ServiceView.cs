using System.Text.Json;

namespace KubectlWebhookCert.Core.Model;

/// <summary>What a snapshot knows about one Service and what stands behind it.</summary>
internal sealed class ServiceView
{
    public const string ServiceNameLabel = "kubernetes.io/service-name";

    public ServiceView(ClusterSnapshot snapshot, string namespaceName, string name)
    {
        Namespace = namespaceName;
        Name = name;
        Resource = snapshot.Find(ResourceTypes.Service, namespaceName, name);
        Slices =
        [
            .. snapshot.All(ResourceTypes.EndpointSlice)
                .Where(slice => slice.Namespace == namespaceName && slice.Label(ServiceNameLabel) == name)
                .OrderBy(slice => slice.Name, StringComparer.Ordinal),
        ];
        Endpoints = snapshot.Find(ResourceTypes.Endpoints, namespaceName, name);
        Pods = [.. BehindPods(snapshot)];
        Backends = Pods.Count > 0
            ? [.. Pods.Select(pod => new Backend(pod, pod.Json.At("spec") ?? default, Workloads.Of(snapshot, pod)))]
            : [.. Workloads.Selected(snapshot, namespaceName, Selector)
                .Select(workload => new Backend(workload, workload.Json.At("spec", "template", "spec") ?? default, workload.Ref))];
        WorkloadObjects =
        [
            .. Backends.Select(backend => backend.Workload)
                .Distinct()
                .Select(workload => Workloads.Find(snapshot, workload))
                .OfType<KubernetesObject>(),
        ];
    }

    public string Namespace { get; }

    public string Name { get; }

    /// <summary>The Service, or null where it was not read.</summary>
    public KubernetesObject? Resource { get; }

    /// <summary>Its slices, by name.</summary>
    public IReadOnlyList<KubernetesObject> Slices { get; }

    /// <summary>Its Endpoints object: read only where the server has no slices.</summary>
    public KubernetesObject? Endpoints { get; }

    /// <summary>The pods that its endpoints name or its selector selects.</summary>
    public IReadOnlyList<KubernetesObject> Pods { get; }

    /// <summary>The pods; without any, the workloads that would make them.</summary>
    public IReadOnlyList<Backend> Backends { get; }

    /// <summary>The workloads that were read.</summary>
    public IReadOnlyList<KubernetesObject> WorkloadObjects { get; }

    public JsonElement? Selector => Resource?.Json.At("spec", "selector");

    /// <summary>The pods that the endpoints name, whether or not they were read.</summary>
    public IEnumerable<string> PodNames =>
        Slices.SelectMany(slice => slice.Json.Items("endpoints"))
            .Concat((Endpoints?.Json.Items("subsets") ?? [])
                .SelectMany(subset => subset.Items("addresses").Concat(subset.Items("notReadyAddresses"))))
            .Where(endpoint => endpoint.Text("targetRef", "kind") == ResourceTypes.Pod.Kind)
            .Select(endpoint => endpoint.Text("targetRef", "name"))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);

    /// <summary>The entry of <c>spec.ports</c> that a call goes to, or null.</summary>
    public JsonElement? Port(int number)
    {
        foreach (var port in Resource?.Json.Items("spec", "ports") ?? [])
        {
            if (port.Number("port") == number && port.Text("protocol") is (null or "TCP"))
            {
                return port;
            }
        }

        return null;
    }

    private IEnumerable<KubernetesObject> BehindPods(ClusterSnapshot snapshot)
    {
        var named = PodNames.ToHashSet(StringComparer.Ordinal);
        return snapshot.All(ResourceTypes.Pod)
            .Where(pod => pod.Namespace == Namespace
                && (named.Contains(pod.Name) || LabelMatch.Selects(Selector, pod.Json.At("metadata", "labels"))))
            .OrderBy(pod => pod.Name, StringComparer.Ordinal);
    }
}
