using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Probing;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>Asks, on new connections, who serves what by now.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="calls">What the API server calls.</param>
/// <param name="prober">Asks.</param>
internal sealed class EndpointWatch(ICluster cluster, ValueList<WebhookCall.ByService> calls, EndpointProber prober)
{
    /// <summary>Endpoints that do not serve a leaf yet, one sentence each; none where all do.</summary>
    public async Task<ValueList<string>> LaggingAsync(Certificate leaf, CancellationToken cancellationToken)
    {
        List<string> lagging = [];
        foreach (var (call, endpoints) in await AskAsync(cancellationToken))
        {
            if (!endpoints.Any(asked => asked.Endpoint is { Ready: true, Terminating: false }))
            {
                lagging.Add($"Service {call.Namespace}/{call.Name} has no ready endpoint");
            }

            lagging.AddRange(endpoints.Select(asked => Lag(asked, leaf)).OfType<string>());
        }

        return [.. lagging.Distinct()];
    }

    /// <summary>Everybody behind the Services by now, with the answer of each; null where it was not asked.</summary>
    public async Task<ValueList<(WebhookCall.ByService Call, ValueList<AskedEndpoint> Endpoints)>> AskAsync(CancellationToken cancellationToken)
    {
        List<(WebhookCall.ByService Call, ValueList<(ProbeRequest Request, Endpoint Endpoint)> Endpoints)> found = [];
        foreach (var call in calls)
        {
            found.Add((call, ServiceEndpoints.Of(await ReadAsync(call, cancellationToken), call)));
        }

        var served = await prober.ProbeAsync([.. found.SelectMany(behind => behind.Endpoints).Select(place => place.Request)], cancellationToken);
        return
        [
            .. found.Select(behind => (
                behind.Call,
                behind.Endpoints.Select(place => new AskedEndpoint(place.Endpoint, served.Find(place.Request)?.Answer)).ToValueList())),
        ];
    }

    private async Task<ClusterSnapshot> ReadAsync(WebhookCall.ByService call, CancellationToken cancellationToken)
    {
        List<KubernetesObject> objects = [await cluster.GetAsync(ResourceTypes.Service, call.Namespace, call.Name, cancellationToken)];
        try
        {
            await foreach (var slice in cluster.ListAsync(ResourceTypes.EndpointSlice, call.Namespace, $"kubernetes.io/service-name={call.Name}", cancellationToken))
            {
                objects.Add(slice);
            }
        }
        catch (ApiStatusException old) when (old.TypeNotServed)
        {
            // servers before 1.21
            objects.Add(await cluster.GetAsync(ResourceTypes.Endpoints, call.Namespace, call.Name, cancellationToken));
        }

        return new ClusterSnapshot(objects, []);
    }

    // one on its way out still gets calls for a moment, until every node has heard of it; one that does not answer gets none
    private static string? Lag(AskedEndpoint asked, Certificate leaf)
    {
        var who = asked.Endpoint.Pod is { } pod ? $"pod {pod.Name}" : asked.Endpoint.Address;
        return asked.Answer switch
        {
            ProbeAnswer.Presented presented when leaf.Equals(presented.Leaf) => null,
            ProbeAnswer.Presented => $"{who} still serves another certificate",
            _ when asked.Endpoint.Terminating || !asked.Endpoint.Ready => null,
            ProbeAnswer.NotAsked unasked => $"{who} could not be asked: {unasked.Why}",
            _ => $"{who} does not answer",
        };
    }
}

/// <summary>An endpoint and what it has answered.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Answer">Null where it was not asked.</param>
internal sealed record AskedEndpoint(Endpoint Endpoint, ProbeAnswer? Answer);
