using KubectlWebhookCert.Cluster.Gathering;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Watching;

/// <summary>Which watches a reading needs.</summary>
internal static class WatchPlan
{
    /// <summary>kube-apiserver allows a connection 100 streams by default, and other requests need some.</summary>
    public const int MostWatches = 64;

    /// <summary>
    /// A watch per request; where those are too many, one per type and namespace; then one per type. The wider ones see more than was read,
    /// so <see cref="Expectation"/> tells what concerns the requests.
    /// </summary>
    /// <param name="requests">What was asked and answered.</param>
    public static IReadOnlyList<IGrouping<WatchScope, ObjectRequest>> Of(IEnumerable<ObjectRequest> requests)
    {
        var all = requests.ToList();
        var groups = all.GroupBy(WatchScope.Of).ToList();
        if (groups.Count > MostWatches)
        {
            groups = [.. all.GroupBy(request => WatchScope.Of(request) with { Name = null, LabelSelector = null })];
        }

        if (groups.Count > MostWatches)
        {
            groups = [.. all.GroupBy(request => new WatchScope(WatchScope.Of(request).Type, null, null, null))];
        }

        return groups;
    }

    /// <summary>What was refused: it is asked again and again, since nothing watches a permission.</summary>
    /// <param name="reading">What was read.</param>
    public static IReadOnlyList<ObjectRequest> Refused(Reading reading) =>
        [.. reading.Requests.Where(request => reading.Snapshot.RefusalOf(request) is not null)];
}
