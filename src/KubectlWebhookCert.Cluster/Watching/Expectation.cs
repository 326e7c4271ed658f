using System.Text.Json;
using KubectlWebhookCert.Cluster.Snapshots;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Watching;

/// <summary>What objects of a type are like as long as nothing has changed since they were read.</summary>
internal sealed class Expectation
{
    private readonly ResourceType type;
    private readonly ClusterSnapshot snapshot;
    private readonly List<Wanted> scopes;

    /// <summary>Expects what was read.</summary>
    /// <param name="snapshot">What was read.</param>
    /// <param name="requests">What of it counts; all of one type.</param>
    public Expectation(ClusterSnapshot snapshot, IEnumerable<ObjectRequest> requests)
    {
        this.snapshot = snapshot;
        scopes = [.. requests.Select(WatchScope.Of).Select(scope => new Wanted(scope, LabelSelector.Parse(scope.LabelSelector)))];
        type = scopes[0].Scope.Type;
    }

    /// <summary>Where the objects that must be there are.</summary>
    public HashSet<(string?, string)> Names()
    {
        HashSet<(string?, string)> names = [];
        foreach (var item in snapshot.All(type).Where(item => Counts(item, null)))
        {
            names.Add((item.Namespace, item.Name));
        }

        return names;
    }

    /// <summary>Whether an object that is there is another than was read, or new to the requests.</summary>
    /// <param name="json">The object as it is now.</param>
    public bool Differs(JsonElement json)
    {
        var item = new KubernetesObject(json);
        return snapshot.Find(type, item.Namespace, item.Name) is { } known
            ? known.ResourceVersion != item.ResourceVersion && (Counts(known, null) || Counts(item, null))
            : Counts(item, json);
    }

    /// <summary>Whether an object that is gone was there.</summary>
    /// <param name="json">The object as it was last.</param>
    public bool Misses(JsonElement json)
    {
        var item = new KubernetesObject(json);
        return snapshot.Find(type, item.Namespace, item.Name) is { } known && Counts(known, null);
    }

    // Who asks for one object by its name wants it whatever it is; of a list that is read only what can matter is kept.
    private bool Counts(KubernetesObject item, JsonElement? unread) => scopes.Exists(wanted =>
        (wanted.Scope.Namespace is null || wanted.Scope.Namespace == item.Namespace)
        && (wanted.Scope.Name is { } name ? name == item.Name : IsWanted(wanted.Scope, unread) && wanted.Labels.Matches(item)));

    private static bool IsWanted(WatchScope scope, JsonElement? unread) =>
        unread is not { } json || Discovery.IsWanted(new ObjectRequest.Many(scope.Type, scope.Namespace, scope.LabelSelector), json);

    private sealed record Wanted(WatchScope Scope, LabelSelector Labels);
}
