using KubectlWebhookCert.Core.Secrets;

namespace KubectlWebhookCert.Core.Model;

/// <summary>What to read of a Service and of what stands behind it.</summary>
internal static class BackendDiscovery
{
    public static IEnumerable<ObjectRequest> Next(ClusterSnapshot soFar, ServiceView service)
    {
        yield return new ObjectRequest.One(ResourceTypes.Service, service.Namespace, service.Name);
        foreach (var request in ForEndpoints(soFar, service))
        {
            yield return request;
        }

        var pods = ForPods(service);
        foreach (var request in pods)
        {
            yield return request;
        }

        foreach (var request in service.Pods.SelectMany(pod => Workloads.Requests(soFar, pod)))
        {
            yield return request;
        }

        // nothing runs: what would run says at least which Secret it mounts
        if (service.Pods.Count == 0 && service.Selector is not null && pods.All(soFar.WasAsked))
        {
            foreach (var request in Workloads.SelectedRequests(service.Namespace))
            {
                yield return request;
            }
        }

        foreach (var name in service.Backends.SelectMany(backend => SecretMounts.ProviderClasses(backend.Spec)))
        {
            yield return new ObjectRequest.One(ResourceTypes.SecretProviderClass, service.Namespace, name);
        }
    }

    private static IEnumerable<ObjectRequest> ForEndpoints(ClusterSnapshot soFar, ServiceView service)
    {
        yield return EndpointReader.SliceRequest(service.Namespace, service.Name);

        // a server that has no slices says so only to those who might read them; to others it says that they might not
        if (soFar.Unreadable.Any(refused => refused.Type == ResourceTypes.EndpointSlice
            && (refused.Reason is UnreadableReason.NotServed or UnreadableReason.NotInFiles
                || (refused.Reason == UnreadableReason.Forbidden && refused.Namespace == service.Namespace))))
        {
            yield return new ObjectRequest.One(ResourceTypes.Endpoints, service.Namespace, service.Name);
        }
    }

    private static ObjectRequest[] ForPods(ServiceView service) =>
        LabelMatch.Text(service.Selector) is { } selector
            ? [new ObjectRequest.Many(ResourceTypes.Pod, service.Namespace, selector)]
            : [.. service.PodNames.Select(name => new ObjectRequest.One(ResourceTypes.Pod, service.Namespace, name))];
}
