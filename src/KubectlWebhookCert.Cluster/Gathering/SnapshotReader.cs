using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Snapshots;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Cluster.Gathering;

/// <summary>Reads of a cluster what <see cref="Discovery"/> asks for, round by round, until it asks for nothing new.</summary>
public static class SnapshotReader
{
    // Enough to hide a round trip behind the others, few enough for a server's fairness limits.
    private const int RequestsAtOnce = 16;

    /// <summary>Reads everything that the target's graph is made of. Only reads.</summary>
    /// <param name="cluster">Where to read.</param>
    /// <param name="target">What the user points at.</param>
    /// <param name="options">What narrows it.</param>
    /// <param name="cancellationToken">Stops between and within requests.</param>
    /// <exception cref="ClusterUnreachableException">No answer.</exception>
    /// <exception cref="ApiStatusException">The question makes no sense (400, a selector) or the user is unknown (401); every other refusal is data.</exception>
    public static async Task<ClusterSnapshot> ReadAsync(
        ICluster cluster, Target target, DiscoveryOptions options, CancellationToken cancellationToken) =>
        (await ReadWithRequestsAsync(cluster, target, options, cancellationToken)).Snapshot;

    /// <summary>The same, and what was asked: what <see cref="ICluster.WaitForChangeAsync"/> needs.</summary>
    /// <param name="cluster">Where to read.</param>
    /// <param name="target">What the user points at.</param>
    /// <param name="options">What narrows it.</param>
    /// <param name="cancellationToken">Stops between and within requests.</param>
    /// <exception cref="ClusterUnreachableException">No answer.</exception>
    /// <exception cref="ApiStatusException">As above.</exception>
    public static async Task<Reading> ReadWithRequestsAsync(
        ICluster cluster, Target target, DiscoveryOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(options);
        options = options with { FromFiles = cluster is SnapshotCluster };
        var asked = new HashSet<ObjectRequest>();
        var objects = new List<KubernetesObject>();
        var unreadable = new List<Unreadable>();
        using var slots = new SemaphoreSlim(RequestsAtOnce);

        while (true)
        {
            var snapshot = new ClusterSnapshot(objects, unreadable, asked);
            ObjectRequest[] requests = [.. Discovery.Next(snapshot, target, options).Where(request => !asked.Contains(request))];
            if (requests.Length == 0)
            {
                return new Reading(snapshot, asked);
            }

            foreach (var answer in await Task.WhenAll(requests.Select(request => AskAsync(cluster, request, slots, cancellationToken))))
            {
                objects.AddRange(answer.Objects);
                unreadable.AddRange(answer.Unreadable);
            }

            asked.UnionWith(requests);
        }
    }

    private static async Task<Answer> AskAsync(
        ICluster cluster, ObjectRequest request, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        try
        {
            var found = await FetchAsync(cluster, request, cancellationToken);
            return new Answer(found, found.Count == 0 && request is ObjectRequest.Many many && !cluster.Knows(many.Type, many.Namespace)
                ? [NotInFiles(request)]
                : []);
        }
        catch (ApiStatusException refusal) when (refusal.Code is not (400 or 401))
        {
            var isUnknown = refusal.Code == 404 && request is ObjectRequest.One one && !cluster.Knows(one.Type, one.Namespace);
            return new Answer([], isUnknown ? [NotInFiles(request)] : Judge(request, refusal));
        }
        finally
        {
            slots.Release();
        }
    }

    private static async Task<List<KubernetesObject>> FetchAsync(
        ICluster cluster, ObjectRequest request, CancellationToken cancellationToken)
    {
        if (request is ObjectRequest.One one)
        {
            return [await cluster.GetAsync(one.Type, one.Namespace, one.Name, cancellationToken)];
        }

        var many = (ObjectRequest.Many)request;
        var found = new List<KubernetesObject>();
        var wanted = cluster.ListAsync(
            many.Type, many.Namespace, many.LabelSelector, json => Discovery.IsWanted(many, json), cancellationToken);
        await foreach (var item in wanted)
        {
            found.Add(item);
        }

        return found;
    }

    private static List<Unreadable> Judge(ObjectRequest request, ApiStatusException refusal) => refusal switch
    {
        { TypeNotServed: true } => [Refused(request, UnreadableReason.NotServed, refusal.Message)],
        { Code: 404 } => [], // that it does not exist is an answer
        { Code: 403 } => [Refused(request, UnreadableReason.Forbidden, refusal.Message)],
        _ => [Refused(request, UnreadableReason.Failed, refusal.Message)],
    };

    private static Unreadable NotInFiles(ObjectRequest request) => Refused(request, UnreadableReason.NotInFiles, "not among the files");

    private static Unreadable Refused(ObjectRequest request, UnreadableReason reason, string message) => request switch
    {
        ObjectRequest.One one => new Unreadable(one.Type, "get", one.Namespace, one.Name, reason, message),
        ObjectRequest.Many many => new Unreadable(many.Type, "list", many.Namespace, null, reason, message),
        _ => throw new InvalidOperationException("a request is for one object or for many"),
    };

    private sealed record Answer(List<KubernetesObject> Objects, List<Unreadable> Unreadable);
}
