namespace KubectlWebhookCert.Core.Model;

/// <summary>What was read of a cluster, and what was refused. Objects are unique by type, namespace and name; the last one added counts.</summary>
public sealed class ClusterSnapshot
{
    private readonly Dictionary<(string Group, string Kind), Dictionary<(string Namespace, string Name), KubernetesObject>> index = [];

    private readonly IReadOnlySet<ObjectRequest>? asked;

    /// <summary>Indexes what was read, where nobody kept which requests were made.</summary>
    /// <param name="objects">Everything read, in the order read.</param>
    /// <param name="unreadable">Everything refused.</param>
    public ClusterSnapshot(IEnumerable<KubernetesObject> objects, IEnumerable<Unreadable> unreadable)
        : this(objects, unreadable, null)
    {
    }

    /// <summary>Indexes what was read.</summary>
    /// <param name="objects">Everything read, in the order read.</param>
    /// <param name="unreadable">Everything refused.</param>
    /// <param name="asked">
    /// Every request answered so far, refusals included: what tells "does not exist" from "nobody asked yet".
    /// Null where it is not known: then a snapshot that holds anything counts as complete.
    /// </param>
    public ClusterSnapshot(
        IEnumerable<KubernetesObject> objects, IEnumerable<Unreadable> unreadable, IReadOnlySet<ObjectRequest>? asked)
    {
        ArgumentNullException.ThrowIfNull(objects);
        this.asked = asked;
        foreach (var item in objects)
        {
            var slash = item.ApiVersion.IndexOf('/', StringComparison.Ordinal);
            var type = (slash < 0 ? string.Empty : item.ApiVersion[..slash], item.Kind);
            if (!index.TryGetValue(type, out var ofType))
            {
                index[type] = ofType = [];
            }

            ofType[(item.Namespace ?? string.Empty, item.Name)] = item;
        }

        Unreadable = unreadable.ToValueList();
    }

    /// <summary>What was asked for and not given.</summary>
    public ValueList<Unreadable> Unreadable { get; }

    /// <summary>Every object, grouped by type.</summary>
    public IEnumerable<KubernetesObject> Objects => index.Values.SelectMany(ofType => ofType.Values);

    /// <summary>Every object of a type, in the order read.</summary>
    /// <param name="type">The type.</param>
    public IEnumerable<KubernetesObject> All(ResourceType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return index.TryGetValue((type.Group, type.Kind), out var ofType) ? ofType.Values : [];
    }

    /// <summary>One object, or null where it was not read (which of the two reasons, <see cref="Unreadable"/> says).</summary>
    /// <param name="type">The type.</param>
    /// <param name="namespaceName">Namespace; null for a cluster-scoped type.</param>
    /// <param name="name">Name.</param>
    public KubernetesObject? Find(ResourceType type, string? namespaceName, string name)
    {
        ArgumentNullException.ThrowIfNull(type);
        return index.TryGetValue((type.Group, type.Kind), out var ofType)
            ? ofType.GetValueOrDefault((namespaceName ?? string.Empty, name))
            : null;
    }

    /// <summary>Whether a request, or a wider one that covers it, has been answered, if only by a refusal.</summary>
    /// <param name="request">The request.</param>
    public bool WasAsked(ObjectRequest request) =>
        asked is null ? index.Count > 0 || Unreadable.Count > 0 : Covering(request).Any(asked.Contains);

    /// <summary>Why a request was refused, or null where it was answered (or never made).</summary>
    /// <param name="request">The request.</param>
    public Unreadable? RefusalOf(ObjectRequest request)
    {
        var (type, namespaceName, name) = request switch
        {
            ObjectRequest.One one => (one.Type, one.Namespace, one.Name),
            ObjectRequest.Many many => (many.Type, many.Namespace, null),
            _ => throw new ArgumentOutOfRangeException(nameof(request)),
        };
        return Unreadable.FirstOrDefault(
            refused => refused.Type == type && refused.Namespace == namespaceName && refused.Name == name);
    }

    /// <summary>Whether an object is there, is known not to be there, or could not be read.</summary>
    /// <param name="type">The type.</param>
    /// <param name="namespaceName">Namespace; null for a cluster-scoped type.</param>
    /// <param name="name">Name.</param>
    public Presence PresenceOf(ResourceType type, string? namespaceName, string name)
    {
        if (Find(type, namespaceName, name) is not null)
        {
            return Presence.Found;
        }

        var refused = false;
        foreach (var request in Covering(new ObjectRequest.One(type, namespaceName, name)))
        {
            var refusal = RefusalOf(request);
            refused |= refusal is { Reason: not UnreadableReason.NotServed };
            if (asked is not null && asked.Contains(request) && refusal is null or { Reason: UnreadableReason.NotServed })
            {
                return Presence.Missing;
            }
        }

        return refused || asked is not null ? Presence.Unknown : Presence.Missing;
    }

    // a wider list answers too; one with a label selector does not say whether a name exists
    private static IEnumerable<ObjectRequest> Covering(ObjectRequest request)
    {
        var (type, namespaceName) = request switch
        {
            ObjectRequest.One one => (one.Type, one.Namespace),
            ObjectRequest.Many many => (many.Type, many.Namespace),
            _ => throw new ArgumentOutOfRangeException(nameof(request)),
        };
        return
        [
            request,
            new ObjectRequest.Many(type, namespaceName, null),
            .. namespaceName is null ? Array.Empty<ObjectRequest>() : [new ObjectRequest.Many(type, null, null)],
        ];
    }
}
