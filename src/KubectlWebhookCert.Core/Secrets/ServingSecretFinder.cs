using KubectlWebhookCert.Core.Keepers;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Secrets;

/// <summary>From leads to the Secrets that may hold a webhook's serving certificate. Keeps what it has read of each Secret.</summary>
internal sealed class ServingSecretFinder(ClusterSnapshot snapshot)
{
    // what no webhook server reads its certificate from
    internal static readonly ValueList<string> OtherTypes =
    [
        "helm.sh/release.v1", "kubernetes.io/service-account-token", "kubernetes.io/dockercfg",
        "kubernetes.io/dockerconfigjson", "bootstrap.kubernetes.io/token",
    ];

    private static readonly ValueList<string> CertificateKeyEndings = [".crt", ".pem", ".key"];

    private static readonly ValueList<string> CertificateKeys = ["cert", "key", "ca"]; // kube-webhook-certgen's

    private readonly Dictionary<KubernetesObject, SecretContent> contents = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether the leads name the Secret, or one that may not be read, so that searching the namespace would tell no more.</summary>
    public bool IsSettled(IReadOnlyCollection<SecretLead> leads) =>
        Merge(leads).Any(candidate => candidate.Weight switch
        {
            LeadWeight.Chosen => true,
            LeadWeight.Declared => IsDeclaredAnswer(candidate.Secret),
            _ => IsUsedAnswer(candidate.Secret) || candidate.Secret.Presence == Presence.Unknown,
        });

    /// <summary>Whether a Secret is there and what should be a certificate in it is empty, or all of it is gone.</summary>
    public static bool IsEmptied(ServingSecret secret) =>
        secret.Content is { Leaf: null, Authorities.Count: 0 } content
        && secret.Resource is { } resource
        && (content.EmptyKeys.Any(IsCertificateKey)
            || !resource.Json.Properties("data").Concat(resource.Json.Properties("stringData")).Any());

    /// <summary>The Secrets, best evidence first; more than one means that nobody can tell.</summary>
    /// <param name="leads">The leads, strongest first.</param>
    /// <param name="entry">The webhook.</param>
    /// <param name="bundle">Its CA bundle.</param>
    public ValueList<ServingSecret> Find(IReadOnlyCollection<SecretLead> leads, WebhookEntry entry, CaBundle bundle)
    {
        var candidates = Merge(leads);
        var chosen = Of(candidates, LeadWeight.Chosen);
        var declared = Of(candidates, LeadWeight.Declared).Where(IsDeclaredAnswer).ToArray();
        var used = Of(candidates, LeadWeight.Used);
        var answers = used.Where(IsUsedAnswer).ToArray();
        ServingSecret[] found = (chosen, declared, answers) switch
        {
            ({ Length: > 0 }, _, _) => chosen,
            (_, { Length: > 0 }, _) => declared,
            (_, _, { Length: > 0 }) => Best(answers, entry, bundle),
            _ => Search(entry, bundle),
        };
        var doubtful = candidates.Select(candidate => candidate.Secret).Where(secret => secret.Presence != Presence.Found || IsDamaged(secret));
        return (found.Length > 0 ? found : doubtful)
            .Select(secret => secret with { FoundBy = [.. secret.FoundBy.Union(Evidence(secret, entry, bundle))] })
            .ToValueList();
    }

    private static ServingSecret[] Of(IEnumerable<Candidate> candidates, LeadWeight weight) =>
        [.. candidates.Where(candidate => candidate.Weight == weight).Select(candidate => candidate.Secret)];

    private static ValueList<string> Evidence(ServingSecret secret, WebhookEntry entry, CaBundle bundle) =>
        Corroboration.Of(secret.Content?.Leaf, entry.Calls.ServerName, bundle);

    // a Secret that is declared and holds only a CA is a source of trust and not what is served
    private static bool IsDeclaredAnswer(ServingSecret secret) =>
        secret.Presence != Presence.Found || IsUsedAnswer(secret);

    private static bool IsUsedAnswer(ServingSecret secret) => secret.Content is { Leaf: not null } || IsEmptied(secret);

    // where nothing else holds a certificate, the one that cannot be read is it
    private static bool IsDamaged(ServingSecret secret) => secret.Content is { Leaf: null, Authorities.Count: 0, Problems.Count: > 0 };

    private static bool IsCertificateKey(string key) =>
        CertificateKeys.Contains(key) || CertificateKeyEndings.Any(ending => key.EndsWith(ending, StringComparison.Ordinal));

    // several mounted pairs (metrics servers have one too): those which fit the webhook, where any does
    private static ServingSecret[] Best(ServingSecret[] secrets, WebhookEntry entry, CaBundle bundle)
    {
        ServingSecret[] whole = [.. secrets.Where(secret => secret.Content?.Leaf?.PrivateKeyKey is not null)];
        ServingSecret[] held = whole.Length > 0 ? whole : secrets;
        ServingSecret[] fitting = [.. held.Where(secret => Evidence(secret, entry, bundle).Count > 0)];
        return fitting.Length > 0 ? fitting : held;
    }

    private ServingSecret[] Search(WebhookEntry entry, CaBundle bundle)
    {
        if (entry.Calls is not WebhookCall.ByService call)
        {
            return [];
        }

        var found = new List<ServingSecret>();
        foreach (var resource in snapshot.All(ResourceTypes.Secret))
        {
            if (resource.Namespace == call.Namespace
                && !OtherTypes.Contains(resource.Json.Text("type") ?? string.Empty)
                && Content(resource) is { Leaf: { PrivateKeyKey: not null } leaf } content
                && Corroboration.Of(leaf, call.ServerName, bundle) is { Count: > 0 } evidence)
            {
                found.Add(new ServingSecret(resource.Ref, Presence.Found, resource, evidence, content) { Keepers = KeeperSet.Recognise(resource) });
            }
        }

        // what both names the server and is trusted leaves what does only one of the two behind
        var most = found.Count == 0 ? 0 : found.Max(secret => secret.FoundBy.Count);
        return [.. found.FindAll(secret => secret.FoundBy.Count == most).OrderBy(secret => secret.Ref.Name, StringComparer.Ordinal)];
    }

    private Candidate[] Merge(IReadOnlyCollection<SecretLead> leads) =>
    [
        .. leads
            .GroupBy(lead => new Place(lead.Namespace, lead.Name))
            .Select(group => new Candidate(
                group.Min(lead => lead.Weight),
                Read(
                    group.Key,
                    group.Select(lead => lead.Evidence).Distinct(StringComparer.Ordinal).ToValueList()))),
    ];

    private ServingSecret Read(Place place, ValueList<string> foundBy)
    {
        var (namespaceName, name) = place;
        var resource = snapshot.Find(ResourceTypes.Secret, namespaceName, name);
        return new ServingSecret(
            new ObjectRef(ResourceTypes.Secret.Kind, namespaceName, name),
            snapshot.PresenceOf(ResourceTypes.Secret, namespaceName, name),
            resource,
            foundBy,
            resource is null ? null : Content(resource))
        {
            Keepers = resource is null ? [] : KeeperSet.Recognise(resource),
        };
    }

    private SecretContent Content(KubernetesObject resource)
    {
        if (!contents.TryGetValue(resource, out var content))
        {
            contents[resource] = content = SecretContentReader.Read(resource);
        }

        return content;
    }

    private sealed record Place(string Namespace, string Name);

    private sealed record Candidate(LeadWeight Weight, ServingSecret Secret);
}
