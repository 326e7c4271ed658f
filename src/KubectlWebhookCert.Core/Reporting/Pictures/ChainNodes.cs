using System.Globalization;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>The nodes of the chain of webhooks that go the same way.</summary>
/// <param name="configuration">Whose webhooks.</param>
/// <param name="webhooks">At least one.</param>
/// <param name="served">What endpoints serve, as far as they were asked.</param>
/// <param name="now">UTC.</param>
internal sealed class ChainNodes(
    WebhookConfiguration configuration, IReadOnlyList<Webhook> webhooks, ServedCertificates served, DateTimeOffset now)
{
    private const int Listed = 3;

    private readonly Webhook first = webhooks[0];

    // what is like nothing elsewhere, since it is not known
    private string OwnKey => $"{configuration.Resource.Ref} {first.Index}";

    /// <summary>The webhooks.</summary>
    public ChainNode Webhooks()
    {
        var name = configuration.Resource.Name;
        string[] policies = [.. webhooks.Select(webhook => webhook.FailurePolicy).OfType<string>().Distinct(StringComparer.Ordinal)];
        return new ChainNode(
            OwnKey,
            ChainPart.Webhook,
            configuration.Resource.Kind,
            name,
            [
                .. webhooks.Count > 1 ? [CountWords.Of(webhooks.Count, "webhook")] : first.Name == name ? Array.Empty<string>() : [first.Name],
                .. policies.Length > 0 ? [$"failurePolicy {string.Join(" and ", policies)}"] : Array.Empty<string>(),
            ],
            [configuration.Resource.Ref],
            Presence.Found);
    }

    /// <summary>Whom the API server trusts.</summary>
    public ChainNode Bundle()
    {
        var bundle = first.CaBundle;
        ChainNode Node(string key, string name, Presence presence, ValueList<string> details) =>
            new($"bundle {key}", ChainPart.CaBundle, "CA bundle", name, details, [], presence);
        if (first.InsecureSkipTlsVerify)
        {
            return Node("any", "any certificate", Presence.Found, ["insecureSkipTLSVerify is set"]);
        }

        if (bundle.IsEmpty && bundle.Problems.Count == 0)
        {
            return Node("none", "none", Presence.Missing, ["the API server's system roots count"]);
        }

        var key = string.Join(' ', bundle.Certificates.Select(certificate => certificate.Sha256).Concat(bundle.Problems));
        string[] problems = [.. bundle.Problems.Take(Listed).Select(problem => $"unreadable: {problem}")];
        return bundle.Certificates switch
        {
            [] => Node(key, "nothing that can be read", Presence.Missing, [.. problems]),
            [var only] => Node(
                key, Facts.Subject(only), Presence.Found, [CertificateWords.Fingerprint(only), CertificateWords.Validity(only, now), .. problems]),
            _ => Node(
                key,
                CountWords.Of(bundle.Certificates.Count, "certificate"),
                Presence.Found,
                [
                    .. bundle.Certificates.Take(Listed).Select(one => $"{Facts.Subject(one)} {CertificateWords.Validity(one, now)}"),
                    .. bundle.Certificates.Count > Listed ? [CountWords.More(bundle.Certificates.Count - Listed)] : Array.Empty<string>(),
                    .. problems,
                ]),
        };
    }

    /// <summary>What a URL leads to.</summary>
    public ChainNode Host() => new(
        $"host {first.Calls.Address}",
        ChainPart.Endpoints,
        "Host of a URL",
        first.Calls.ServerName.Length > 0 ? first.Calls.ServerName : first.Calls.Address,
        EndpointDetails(),
        [],
        Presence.Found);

    /// <summary>The Service that is called.</summary>
    /// <param name="service">The Service.</param>
    /// <param name="call">How it is called.</param>
    public static ChainNode Service(WebhookService service, WebhookCall.ByService call) => new(
        ServiceKey(service, call),
        ChainPart.Service,
        service.Ref.Kind,
        Name(service.Ref),
        [.. Words(service.Presence), string.Create(CultureInfo.InvariantCulture, $"port {call.Port}"), $"as {call.ServerName}"],
        [service.Ref],
        service.Presence);

    /// <summary>Who answers for it.</summary>
    /// <param name="service">The Service.</param>
    /// <param name="call">How it is called.</param>
    public ChainNode Endpoints(WebhookService service, WebhookCall.ByService call) => new(
        $"endpoints of {ServiceKey(service, call)}",
        ChainPart.Endpoints,
        "Endpoints",
        service.EndpointsPresence == Presence.Unknown ? "could not be read" : ServedLines.Count(service.Endpoints),
        [.. ServedLines.Workloads(service.Endpoints).Select(workload => workload.ToString()), .. EndpointDetails()],
        [.. Objects(service.Endpoints)],
        service.EndpointsPresence == Presence.Unknown ? Presence.Unknown : service.HasReadyEndpoint ? Presence.Found : Presence.Missing);

    /// <summary>A serving certificate.</summary>
    /// <param name="one">The certificate.</param>
    public ChainNode Certificate(ServingCertificate one)
    {
        var kind = (one.IsServed, one.Secrets.Count > 0) switch
        {
            (true, true) => "Served and stored certificate",
            (true, false) => "Served certificate",
            _ => "Stored certificate",
        };
        var by = one.IsServed && first.Service is { } service && one.Endpoints.Count < service.Endpoints.Count
            ? string.Create(CultureInfo.InvariantCulture, $"by {one.Endpoints.Count} of {service.Endpoints.Count} endpoints")
            : null;
        ValueList<ObjectRef> objects = [.. Objects(one.Endpoints), .. one.Secrets];
        string[] who = by is null ? [] : [by];
        return one.Leaf is { } leaf
            ? new ChainNode(
                $"certificate {leaf.Sha256}",
                ChainPart.Certificate,
                kind,
                $"for {CertificateWords.Names(leaf)}",
                [CertificateWords.Fingerprint(leaf), CertificateWords.Validity(leaf, now), .. who],
                objects,
                Presence.Found)
            : new ChainNode($"{OwnKey} unreadable", ChainPart.Certificate, kind, "cannot be read", [.. who], objects, Presence.Unknown);
    }

    /// <summary>A Secret that may hold it.</summary>
    /// <param name="secret">The Secret.</param>
    public static ChainNode Secret(ServingSecret secret)
    {
        string[] content = secret.Content switch
        {
            null => [.. Words(secret.Presence)],
            { Leaf: { } leaf } => [leaf.CertificateKey, .. leaf.PrivateKeyKey is null ? ["no private key belongs to it"] : Array.Empty<string>()],
            { EmptyKeys: { Count: > 0 } empty } => ["no serving certificate", $"empty: {string.Join(", ", empty)}"],
            _ => ["no serving certificate"],
        };
        var presence = secret is { Presence: Presence.Found, Content.Leaf: null } ? Presence.Missing : secret.Presence;
        return new ChainNode(secret.Ref.ToString(), ChainPart.Secret, secret.Ref.Kind, Name(secret.Ref), [.. content], [secret.Ref], presence);
    }

    /// <summary>Who writes it.</summary>
    public ChainNode Owner() => first.Owner == OwnerMark.Nobody
        ? Unknown(ChainPart.Owner, "Owner", "none known")
        : new ChainNode(
            $"owner {first.Owner.Name} {first.Owner.Source}",
            ChainPart.Owner,
            "Owner",
            first.Owner.Name,
            first.Owner.Source is { } source ? [source.ToString()] : [],
            first.Owner.Source is { } named ? [named] : [],
            Presence.Found);

    /// <summary>Something that belongs there and that nobody knows.</summary>
    /// <param name="part">What it stands for.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="name">What is known of it.</param>
    public ChainNode Unknown(ChainPart part, string kind, string name) => new($"{OwnKey} {kind}", part, kind, name, [], [], Presence.Unknown);

    private static string ServiceKey(WebhookService service, WebhookCall.ByService call) =>
        string.Create(CultureInfo.InvariantCulture, $"{service.Ref}:{call.Port}");

    private ValueList<string> EndpointDetails() =>
        [ServedLines.How(first, served), .. ServedLines.Problems(first, served).Take(Listed).Select(line => $"{line.Text}: {line.Note}")];

    private static IEnumerable<ObjectRef> Objects(ValueList<Endpoint> endpoints) =>
        endpoints.SelectMany(endpoint => (ObjectRef?[])[endpoint.Pod, endpoint.Workload]).OfType<ObjectRef>().Distinct();

    private static IEnumerable<string> Words(Presence presence) => presence switch
    {
        Presence.Missing => ["does not exist"],
        Presence.Unknown => ["could not be read"],
        _ => [],
    };

    private static string Name(ObjectRef named) => named.Namespace is { } space ? $"{space}/{named.Name}" : named.Name;
}
