using System.Text.Json;

namespace KubectlWebhookCert.Core.Model;

/// <summary>The addresses behind a Service's port, from its slices or its Endpoints object.</summary>
internal static class EndpointReader
{
    /// <summary>Whether the endpoints could be read. Missing: neither a slice nor an Endpoints object exists.</summary>
    public static Presence PresenceOf(ClusterSnapshot snapshot, ServiceView service)
    {
        if (service.Slices.Count > 0 || service.Endpoints is not null)
        {
            return Presence.Found;
        }

        var refusal = snapshot.Unreadable.FirstOrDefault(refused =>
            refused.Type == ResourceTypes.EndpointSlice && (refused.Namespace is null || refused.Namespace == service.Namespace));
        return refusal?.Reason switch
        {
            null => Presence.Missing,
            UnreadableReason.NotServed or UnreadableReason.NotInFiles => snapshot.PresenceOf(ResourceTypes.Endpoints, service.Namespace, service.Name),
            _ => Presence.Unknown,
        };
    }

    /// <summary>The list of a Service's slices.</summary>
    public static ObjectRequest SliceRequest(string namespaceName, string name) =>
        new ObjectRequest.Many(ResourceTypes.EndpointSlice, namespaceName, $"{ServiceView.ServiceNameLabel}={name}");

    public static ValueList<Endpoint> Read(ClusterSnapshot snapshot, ServiceView service, int port)
    {
        var found = service.Slices.Count > 0 ? FromSlices(service, port) : FromEndpoints(service, port);
        return found
            .Select(endpoint => endpoint with
            {
                Workload = endpoint.Pod is { } name && snapshot.Find(ResourceTypes.Pod, name.Namespace, name.Name) is { } pod
                    ? Workloads.Of(snapshot, pod)
                    : null,
            })
            .DistinctBy(endpoint => (endpoint.Address, endpoint.Port)) // a mirrored slice repeats an address
            .ToValueList();
    }

    private static IEnumerable<Endpoint> FromSlices(ServiceView service, int port) =>
        from slice in service.Slices
        let number = PortNumber(service, slice.Json.Items("ports"), port)
        from endpoint in slice.Json.Items("endpoints")
        let address = endpoint.Items("addresses").Select(address => address.Text()).FirstOrDefault() // further ones are the same pod's
        where address is not null
        let ready = endpoint.Boolean("conditions", "ready") ?? true // discovery.k8s.io: unknown counts as ready
        select new Endpoint(
            address,
            number,
            ready,
            endpoint.Boolean("conditions", "terminating") ?? false,
            Pod(service, endpoint),
            null)
        {
            Serving = endpoint.Boolean("conditions", "serving") ?? ready,
        };

    private static IEnumerable<Endpoint> FromEndpoints(ServiceView service, int port) =>
        from subset in service.Endpoints?.Json.Items("subsets") ?? []
        let number = PortNumber(service, subset.Items("ports"), port)
        from endpoint in FromAddresses(service, subset.Items("addresses"), number, ready: true)
            .Concat(FromAddresses(service, subset.Items("notReadyAddresses"), number, ready: false))
        select endpoint;

    private static IEnumerable<Endpoint> FromAddresses(ServiceView service, IEnumerable<JsonElement> addresses, int? number, bool ready) =>
        from address in addresses
        let ip = address.Text("ip")
        where ip is not null
        select new Endpoint(ip, number, ready, false, Pod(service, address), null) { Serving = ready };

    // an endpoint port belongs to the Service port of the same name; the number is the pod's own
    private static int? PortNumber(ServiceView service, IEnumerable<JsonElement> ports, int wanted)
    {
        var tcp = ports.Where(port => port.Text("protocol") is null or "TCP").ToArray();
        if (service.Resource is null)
        {
            return tcp is [var only] ? only.Number("port") : null;
        }

        if (service.Port(wanted) is not { } servicePort)
        {
            return null;
        }

        var name = servicePort.Text("name") ?? string.Empty;
        return Array.Find(tcp, port => (port.Text("name") ?? string.Empty) == name).Number("port");
    }

    private static ObjectRef? Pod(ServiceView service, JsonElement endpoint) =>
        endpoint.Text("targetRef", "kind") == ResourceTypes.Pod.Kind && endpoint.Text("targetRef", "name") is { } name
            ? new ObjectRef(ResourceTypes.Pod.Kind, endpoint.Text("targetRef", "namespace") ?? service.Namespace, name)
            : null;
}
