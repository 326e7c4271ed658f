namespace KubectlWebhookCert.Core.Model;

/// <summary>Requests without repetition; several objects of one type and namespace become one list.</summary>
internal sealed class RequestSet
{
    private const int GroupFrom = 3; // from here on one longer answer costs less than several short ones

    // never Secrets: a namespace's Secrets hold every Helm release, a megabyte each
    private static readonly ValueList<ResourceType> Groupable =
    [
        ResourceTypes.Service, ResourceTypes.EndpointSlice, ResourceTypes.Endpoints, ResourceTypes.Pod,
        ResourceTypes.Deployment, ResourceTypes.ReplicaSet, ResourceTypes.Certificate,
    ];

    private readonly List<ObjectRequest> requests = [];
    private readonly HashSet<ObjectRequest> known = [];

    public void Add(ObjectRequest request)
    {
        if (known.Add(request))
        {
            requests.Add(request);
        }
    }

    public void AddRange(IEnumerable<ObjectRequest> range)
    {
        foreach (var request in range)
        {
            Add(request);
        }
    }

    public IReadOnlyCollection<ObjectRequest> Grouped() =>
    [
        .. requests
            .GroupBy(PlaceOf)
            .SelectMany(group => group.Key.Namespace is not null && Groupable.Contains(group.Key.Type) && group.Count() >= GroupFrom
                ? [new ObjectRequest.Many(group.Key.Type, group.Key.Namespace, null)]
                : group.AsEnumerable()),
    ];

    private static Place PlaceOf(ObjectRequest request) => request switch
    {
        ObjectRequest.One one => new Place(one.Type, one.Namespace),
        ObjectRequest.Many many => new Place(many.Type, many.Namespace),
        _ => throw new ArgumentOutOfRangeException(nameof(request)),
    };

    private sealed record Place(ResourceType Type, string? Namespace);
}
