using System.Globalization;
using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Snapshots;

/// <summary>Objects under resourceVersions. Not synchronized.</summary>
internal sealed class SnapshotStore
{
    private readonly Dictionary<(string Group, string Kind), SortedDictionary<(string Namespace, string Name), KubernetesObject>> index = [];
    private readonly Dictionary<ObjectKey, KubernetesObject?> originals = [];
    private readonly HashSet<ObjectKey> withoutVersion = [];
    private long version;

    /// <summary>Takes over what the files hold; the last object of a name counts.</summary>
    public SnapshotStore(IEnumerable<KubernetesObject> objects)
    {
        var all = objects.ToArray();
        foreach (var item in all)
        {
            version = Math.Max(version, long.TryParse(item.ResourceVersion, CultureInfo.InvariantCulture, out var given) ? given : 0);
        }

        foreach (var item in all)
        {
            var key = ObjectKey.Of(item);
            _ = item.ResourceVersion is null ? withoutVersion.Add(key) : withoutVersion.Remove(key);
            OfType(key)[(key.Namespace, key.Name)] = item.ResourceVersion is null ? Stamped(item.Json) : item;
        }
    }

    /// <summary>Every object of a type, by namespace and name.</summary>
    public IReadOnlyCollection<KubernetesObject> All(ResourceType type) =>
        index.TryGetValue((type.Group, type.Kind), out var ofType) ? [.. ofType.Values] : [];

    /// <summary>An object, or null.</summary>
    public KubernetesObject? Find(ObjectKey key) =>
        index.TryGetValue((key.Group, key.Kind), out var ofType) ? ofType.GetValueOrDefault((key.Namespace, key.Name)) : null;

    /// <summary>An object as it is after a write: with the next resourceVersion.</summary>
    public KubernetesObject Next(JsonElement json) => new(ObjectMetadata.With(json, "resourceVersion", Text(version + 1)));

    /// <summary>Keeps what <see cref="Next"/> gave.</summary>
    public void Put(ObjectKey key, KubernetesObject item)
    {
        Remember(key);
        version++;
        OfType(key)[(key.Namespace, key.Name)] = item;
    }

    /// <summary>Takes an object away.</summary>
    public void Remove(ObjectKey key)
    {
        Remember(key);
        version++;
        _ = OfType(key).Remove((key.Namespace, key.Name));
    }

    /// <summary>What is no longer as it was, in the order first touched.</summary>
    public IEnumerable<SnapshotChange> Changes()
    {
        foreach (var (key, original) in originals)
        {
            var now = Find(key);
            var isSame = original is not null && now is not null && JsonElement.DeepEquals(Unstamped(original).Json, Unstamped(now).Json);
            if (isSame || (original ?? now) is not { } either)
            {
                continue;
            }

            yield return new SnapshotChange(
                original is null ? SnapshotChangeKind.Created : now is null ? SnapshotChangeKind.Deleted : SnapshotChangeKind.Updated,
                original is null || withoutVersion.Contains(key) ? Unstamped(now ?? either) : now ?? either);
        }
    }

    private void Remember(ObjectKey key) => _ = originals.TryAdd(key, Find(key));

    private KubernetesObject Stamped(JsonElement json)
    {
        version++;
        return new KubernetesObject(ObjectMetadata.With(json, "resourceVersion", Text(version)));
    }

    private static KubernetesObject Unstamped(KubernetesObject item) => new(ObjectMetadata.With(item.Json, "resourceVersion", null));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private SortedDictionary<(string Namespace, string Name), KubernetesObject> OfType(ObjectKey key)
    {
        if (!index.TryGetValue((key.Group, key.Kind), out var ofType))
        {
            index[(key.Group, key.Kind)] = ofType = new SortedDictionary<(string Namespace, string Name), KubernetesObject>(NameOrder.Instance);
        }

        return ofType;
    }

    private sealed class NameOrder : IComparer<(string Namespace, string Name)>
    {
        public static readonly NameOrder Instance = new();

        public int Compare((string Namespace, string Name) x, (string Namespace, string Name) y) =>
            string.CompareOrdinal(x.Namespace, y.Namespace) is var order and not 0 ? order : string.CompareOrdinal(x.Name, y.Name);
    }
}
