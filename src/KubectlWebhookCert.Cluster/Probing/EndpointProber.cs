using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Probing.Tls;
using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Cluster.Probing;

/// <summary>Asks endpoints for the certificates that they serve.</summary>
/// <param name="cluster">The API server to forward through; null where files are judged.</param>
/// <param name="options">How.</param>
public sealed class EndpointProber(LiveCluster? cluster, ProbeOptions options)
{
    /// <summary>Asks all of them, so many at once. Nothing that happens to one is told of another.</summary>
    /// <param name="requests">Whom; doubles are asked once.</param>
    /// <param name="cancellationToken">Ends all that is under way: no connection is left.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<ServedCertificates> ProbeAsync(IReadOnlyCollection<ProbeRequest> requests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        if (options.Mode == ProbeMode.None || (cluster is null && options.Mode == ProbeMode.Auto))
        {
            return ServedCertificates.None;
        }

        // a pod has an address of each IP family, and one port-forward
        var places = requests.Distinct()
            .Select(request => (Request: request, Route: ProbeRoute.Of(request, options, cluster is not null)))
            .GroupBy(place => (Reached(place.Request, place.Route), place.Route))
            .Select(alike => alike.ToArray())
            .ToArray();
        var asked = new ProbedEndpoint[places.Length];
        var bound = new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, places.Length, bound, async (place, stop) => asked[place] = await ProbeAsync(places[place][0].Request, places[place][0].Route, stop));
        return new ServedCertificates(places.SelectMany((alike, place) => alike.Select(each => asked[place] with { Request = each.Request })));
    }

    /// <summary>What tells a request from others: through a port-forward the address does not count.</summary>
    private static ProbeRequest Reached(ProbeRequest request, ProbeRoute route) =>
        route.Way == ProbeWay.PortForward ? request with { Address = string.Empty } : request;

    private async Task<ProbedEndpoint> ProbeAsync(ProbeRequest request, ProbeRoute route, CancellationToken cancellationToken)
    {
        if (route.Way is not { } way)
        {
            return new ProbedEndpoint(request, null, new ProbeAnswer.NotAsked(route.Why));
        }

        using var time = new CancellationTokenSource(options.Timeout, options.Clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        ProbeAnswer answer;
        try
        {
            answer = await TlsProbe.AskAsync(request.ServerName, stop => OpenAsync(request, way, stop), limit.Token);
        }
        catch (Exception exception) when (ProbeFailure.IsExpected(exception))
        {
            answer = ProbeFailure.Describe(exception, request, way, options.Timeout);
        }

        // cut short by whoever cancelled: what it says then is not so
        cancellationToken.ThrowIfCancellationRequested();
        return new ProbedEndpoint(request, way, answer);
    }

    private async Task<Stream> OpenAsync(ProbeRequest request, ProbeWay way, CancellationToken cancellationToken)
    {
        if (way == ProbeWay.PortForward && cluster is not null && request.Pod is { } pod)
        {
            return await cluster.ForwardAsync(pod, request.Port, cancellationToken);
        }

        return await DirectDial.OpenAsync(request.Address, request.Port, cancellationToken);
    }
}
