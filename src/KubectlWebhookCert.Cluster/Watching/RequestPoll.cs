using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Watching;

/// <summary>Asks the same requests again and again: where nothing may be watched.</summary>
/// <param name="cluster">Where to ask.</param>
/// <param name="snapshot">What they were answered first.</param>
/// <param name="requests">The requests.</param>
/// <param name="clock">Paces it.</param>
internal sealed class RequestPoll(ICluster cluster, ClusterSnapshot snapshot, IReadOnlyList<ObjectRequest> requests, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Many requests are asked less often: ten in a second are no load.</summary>
    private static readonly TimeSpan Each = TimeSpan.FromMilliseconds(100);

    private readonly Patience patience = new(clock);

    /// <summary>Goes on until cancelled.</summary>
    /// <param name="changed">Called when something has changed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Action changed, CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var request in requests)
            {
                try
                {
                    if (await HasChangedAsync(request, cancellationToken))
                    {
                        changed();
                    }

                    patience.Renew();
                }
                catch (Exception failure) when (patience.Bears(failure))
                {
                    // the next round asks again
                    await patience.PauseAsync(cancellationToken);
                }
            }

            await Task.Delay(Each * requests.Count > Interval ? Each * requests.Count : Interval, clock, cancellationToken);
        }
    }

    private async Task<bool> HasChangedAsync(ObjectRequest request, CancellationToken cancellationToken)
    {
        var before = snapshot.RefusalOf(request);
        try
        {
            return await DiffersAsync(request, cancellationToken) || before is not null;
        }
        catch (ApiStatusException refusal) when (refusal.Code is not (400 or 401))
        {
            if (before is null && Patience.IsPassing(refusal))
            {
                throw;
            }

            return request is ObjectRequest.One one && refusal is { Code: 404, TypeNotServed: false }
                ? before is not null || snapshot.Find(one.Type, one.Namespace, one.Name) is not null
                : before?.Reason != ReasonOf(refusal);
        }
    }

    private static UnreadableReason ReasonOf(ApiStatusException refusal) =>
        refusal.TypeNotServed ? UnreadableReason.NotServed
        : refusal.Code == 403 ? UnreadableReason.Forbidden
        : UnreadableReason.Failed;

    private async Task<bool> DiffersAsync(ObjectRequest request, CancellationToken cancellationToken)
    {
        var expected = new Expectation(snapshot, [request]);
        if (request is ObjectRequest.One one)
        {
            return expected.Differs((await cluster.GetAsync(one.Type, one.Namespace, one.Name, cancellationToken)).Json);
        }

        var scope = WatchScope.Of(request);
        var check = new ListCheck(expected);
        await foreach (var kept in cluster.ListAsync(scope.Type, scope.Namespace, scope.LabelSelector, check.Look, cancellationToken))
        {
            throw new InvalidOperationException($"{kept} was kept");
        }

        return check.Differs;
    }
}
