namespace KubectlWebhookCert.Core.Model;

/// <summary>What was read of a cluster, and what was refused. Objects are unique by type, namespace and name; the last one added counts.</summary>
public sealed class ClusterSnapshot
{
    private readonly Dictionary<(string Group, string Kind), Dictionary<(string Namespace, string Name), KubernetesObject>> index = [];

    /// <summary>Indexes what was read.</summary>
    /// <param name="objects">Everything read, in the order read.</param>
    /// <param name="unreadable">Everything refused.</param>
    public ClusterSnapshot(IEnumerable<KubernetesObject> objects, IEnumerable<Unreadable> unreadable)
    {
        ArgumentNullException.ThrowIfNull(objects);
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
}
