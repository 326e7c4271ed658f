using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>Makes the chain of webhooks that go the same way: one Service, one CA bundle, the same Secrets.</summary>
internal sealed class ChainBuilder
{
    private readonly Webhook webhook;
    private readonly ServedCertificates served;
    private readonly ChainNodes make;
    private readonly List<ChainNode> nodes = [];
    private readonly List<ChainLink> links = [];

    private ChainBuilder(Webhook webhook, ServedCertificates served, ChainNodes make)
    {
        this.webhook = webhook;
        this.served = served;
        this.make = make;
    }

    /// <summary>The chain, without a word on what is broken.</summary>
    /// <param name="configuration">Whose webhooks.</param>
    /// <param name="webhooks">At least one.</param>
    /// <param name="served">What endpoints serve, as far as they were asked.</param>
    /// <param name="now">UTC.</param>
    public static TrustChain Build(
        WebhookConfiguration configuration, IReadOnlyList<Webhook> webhooks, ServedCertificates served, DateTimeOffset now)
    {
        var builder = new ChainBuilder(webhooks[0], served, new ChainNodes(configuration, webhooks, served, now));
        builder.Build();
        return new TrustChain([.. builder.nodes], [.. builder.links]);
    }

    private void Build()
    {
        var start = Add(make.Webhooks());
        var bundle = Add(make.Bundle());
        Join(start, bundle, LinkKind.Trusts, isKnown: true);
        var endpoints = Call(start);
        List<Shown> certificates = [.. ServingCertificate.Of(webhook, served).Select(one => new Shown(one, Add(make.Certificate(one))))];
        if (certificates.Count == 0)
        {
            certificates.Add(new Shown(null, Add(make.Unknown(ChainPart.Certificate, "Certificate", "not known"))));
        }

        var isAnyServed = certificates.Exists(one => one.Certificate is { IsServed: true });
        foreach (var one in certificates)
        {
            // where nobody was asked, what is stored is what may be served
            if (!isAnyServed || one.Certificate is { IsServed: true })
            {
                Join(endpoints, one.Node, LinkKind.Serves, isAnyServed);
            }

            Join(bundle, one.Node, LinkKind.Verifies, one.Certificate is not null);
        }

        // of the host of a URL nobody expects a Secret
        if (webhook.ServingSecrets.Count > 0 || webhook.Service is not null)
        {
            Store(certificates);
        }
    }

    private ChainNode Call(ChainNode start)
    {
        if (webhook is not { Service: { } service, Calls: WebhookCall.ByService call })
        {
            var host = Add(make.Host());
            Join(start, host, LinkKind.Calls, isKnown: true);
            return host;
        }

        var called = Add(ChainNodes.Service(service, call));
        var endpoints = Add(make.Endpoints(service, call));
        Join(start, called, LinkKind.Calls, service.Presence != Presence.Unknown);
        Join(called, endpoints, LinkKind.Selects, service.EndpointsPresence != Presence.Unknown);
        return endpoints;
    }

    private void Store(List<Shown> certificates)
    {
        List<ChainNode> secrets = webhook.ServingSecrets.Count > 0
            ? [.. webhook.ServingSecrets.Select(ChainNodes.Secret)]
            : [make.Unknown(ChainPart.Secret, "Secret", webhook.SecretsAreHidden ? "could not be read" : "none found")];
        foreach (var secret in secrets)
        {
            Add(secret);
            var holding = certificates.FindAll(one => one.Certificate?.Secrets.Any(secret.Objects.Contains) is true);
            foreach (var one in holding.Count > 0 ? holding : certificates[..1])
            {
                Join(one.Node, secret, LinkKind.StoredIn, holding.Count > 0);
            }
        }

        var owner = Add(make.Owner());
        secrets.ForEach(secret => Join(secret, owner, LinkKind.WrittenBy, owner.Presence == Presence.Found));
    }

    private ChainNode Add(ChainNode node)
    {
        nodes.Add(node);
        return node;
    }

    private void Join(ChainNode from, ChainNode to, LinkKind kind, bool isKnown) => links.Add(new ChainLink(from, to, kind, isKnown));

    private sealed record Shown(ServingCertificate? Certificate, ChainNode Node);
}
