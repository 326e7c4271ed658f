using System.Globalization;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>What the endpoints of one webhook serve, each distinct chain judged once.</summary>
internal sealed class ServedFacts
{
    private const string OnlyAtItsAddress =
        "it listens on the pod's address, as its readiness probe shows, and not on localhost, where port-forwards go: run this inside the cluster with --probe direct";

    private readonly WebhookFacts facts;
    private ValueList<OldCertificate>? old;

    public ServedFacts(WebhookFacts facts)
    {
        this.facts = facts;
        var chains = new Dictionary<ValueList<PresentedCertificate>, ServedChain>();
        All = facts.Served.IsEmpty ? [] : ProbePlan.Of(facts.Webhook).Select(place => Ask(place.Request, place.Endpoint, chains)).ToValueList();
        Ready = All.Where(endpoint => endpoint.IsReady).ToValueList();
    }

    /// <summary>Every place that the webhook is called at; none where nobody was asked.</summary>
    public ValueList<ServedEndpoint> All { get; }

    /// <summary>Those that the API server may be routed to.</summary>
    public ValueList<ServedEndpoint> Ready { get; }

    /// <summary>The pods that serve an older certificate than their Secret holds.</summary>
    public ValueList<OldCertificate> Old => old ??= OldCertificates.Of(facts);

    /// <summary>Whether something is known of what calls meet now.</summary>
    public bool IsAsked => Ready.Any(endpoint => endpoint.Answer is not null);

    /// <summary>Whether some calls are refused now.</summary>
    public bool IsRefused => Ready.Any(endpoint => endpoint.Chain is { IsRefused: true } || HandshakeText(endpoint) is not null);

    /// <summary>What the API server says of the first endpoint that it refuses; null where it takes what all serve.</summary>
    public string? FirstText =>
        Ready.Select(endpoint => endpoint.Chain is { IsRefused: true } chain ? HandshakeText(endpoint) ?? chain.Reasons[0].Text : null)
            .Concat(Ready.Select(HandshakeText))
            .Concat(Ready.Select(endpoint => Reaching.Text(facts, endpoint)))
            .FirstOrDefault(text => text is not null);

    /// <summary>Fails with faults; without any it passes only where every endpoint that counts was asked.</summary>
    public Verdict Judge(Func<ValueList<ServedEndpoint>, IEnumerable<Fault>> faults)
    {
        if (Ready.Count == 0)
        {
            return Verdict.DoesNotApply;
        }

        var found = faults(Ready).ToValueList();
        return found.Count > 0 ? Verdict.Of(found) : WhyNotKnown is { } why ? new Verdict.CannotTell(why) : Verdict.Passed;
    }

    /// <summary>The endpoints that present a chain, by chain, in their order.</summary>
    public IEnumerable<(ServedChain Chain, ValueList<ServedEndpoint> Endpoints)> ByChain() =>
        from endpoint in Ready
        where endpoint.Chain is not null
        group endpoint by endpoint.Chain into alike
        select (alike.Key, alike.ToValueList());

    /// <summary>What the API server says where no handshake goes through with an endpoint.</summary>
    public string? HandshakeText(ServedEndpoint endpoint) =>
        HandshakeTexts.Of(endpoint.Answer, facts.Options.Server);

    private string? WhyNotKnown
    {
        get
        {
            var unasked = Ready.Where(endpoint => endpoint.WhyNotAsked is not null).ToArray();
            return unasked.Length == 0 ? null
                : unasked is [{ Request: { IsUrl: true } request }] ? $"{EndpointNames.Address(request.Address, request.Port)} could not be asked: {unasked[0].WhyNotAsked}"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{unasked.Length} of {Ready.Count} endpoints of {facts.Webhook.Service?.Ref} could not be asked: {unasked[0].WhyNotAsked}");
        }
    }

    // ready by a kubelet's connection to this very port, and refused where port-forwards go: no fault of the endpoint
    private bool IsOnlyAtItsAddress(ProbeRequest request, Endpoint? endpoint, ProbedEndpoint? probed) =>
        probed is { Way: ProbeWay.PortForward, Answer: ProbeAnswer.Unreachable refused }
        && Reaching.IsRefused(refused)
        && endpoint is { Ready: true, Pod: { } named }
        && facts.Snapshot.Find(ResourceTypes.Pod, named.Namespace, named.Name) is { } pod
        && ReadinessProbes.Reach(pod, request.Port);

    private ServedEndpoint Ask(ProbeRequest request, Endpoint? endpoint, Dictionary<ValueList<PresentedCertificate>, ServedChain> chains)
    {
        var probed = facts.Served.Find(request);
        if (IsOnlyAtItsAddress(request, endpoint, probed))
        {
            return new ServedEndpoint(request, endpoint, probed! with { Answer = new ProbeAnswer.NotAsked(OnlyAtItsAddress) }, null);
        }

        if (probed?.Answer is not ProbeAnswer.Presented presented)
        {
            return new ServedEndpoint(request, endpoint, probed, null);
        }

        if (!chains.TryGetValue(presented.Raw, out var chain))
        {
            chains[presented.Raw] = chain = ServedChain.Of(facts.Webhook, presented, facts.Options);
        }

        return new ServedEndpoint(request, endpoint, probed, chain);
    }
}
