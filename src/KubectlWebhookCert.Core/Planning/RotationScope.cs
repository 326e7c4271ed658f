using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>Everything that moves together: one serving Secret, every bundle that calls are verified with, and those who serve it.</summary>
/// <param name="Secret">The Secret as read.</param>
/// <param name="Content">What is in it.</param>
/// <param name="Original">The same as bytes.</param>
/// <param name="Bundles">Every bundle of every webhook that is served from it, as it stands.</param>
/// <param name="Calls">What the API server calls: the Services that lead to it, and their ports.</param>
/// <param name="Workloads">What runs behind them.</param>
/// <param name="Owner">Who writes the certificate.</param>
/// <param name="Served">What endpoints serve now, each chain once; what the Secret holds where nobody could be asked.</param>
public sealed record RotationScope(
    KubernetesObject Secret,
    SecretContent Content,
    SecretVersion Original,
    ValueList<PlacedBundle> Bundles,
    ValueList<WebhookCall.ByService> Calls,
    ValueList<ObjectRef> Workloads,
    OwnerMark Owner,
    ValueList<ValueList<Certificate>> Served)
{
    /// <summary>The Services that lead to it.</summary>
    public ValueList<ObjectRef> Services =>
        [.. Calls.Select(call => new ObjectRef(ResourceTypes.Service.Kind, call.Namespace, call.Name)).Distinct()];

    /// <summary>Every name that an API server asks for.</summary>
    public ValueList<string> ServerNames => [.. Bundles.Select(bundle => bundle.Place.ServerName).Concat(Calls.Select(call => call.ServerName)).Distinct(StringComparer.Ordinal)];

    /// <summary>The CA that signed the stored leaf, as far as Secret and bundles hold it; null where nobody knows it.</summary>
    public Certificate? Authority => Content.Leaf is { } leaf
        ? Content.Authorities.Select(authority => authority.Certificate)
            .Concat(Bundles.SelectMany(bundle => bundle.Bundle.Certificates))
            .FirstOrDefault(candidate => candidate.Subject.Equals(leaf.Certificate.Issuer) && IssuedBy(leaf.Certificate, candidate))
        : null;

    /// <summary>The keys of the Secret under which that CA lies; where nobody knows it, those of all CAs.</summary>
    public ValueList<string> AuthorityDataKeys =>
    [
        .. Content.Authorities
            .Where(stored => Authority is not { } authority || stored.Certificate.Equals(authority))
            .Select(stored => stored.CertificateKey)
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Bundles of webhooks that are served from elsewhere and hold the same CA: what a new CA is added to.</summary>
    public ValueList<PlacedBundle> Sharing { get; init; } = [];

    /// <summary>How many endpoints calls are routed to.</summary>
    public int ReadyEndpoints { get; init; }

    /// <summary>The version of cert-manager's injector, where it is the owner and its version is known.</summary>
    public string? InjectorVersion { get; init; }

    /// <summary>Whether that adds a new CA to a bundle, and does not put it in the place of the old one: from 1.19 on.</summary>
    public bool InjectorMerges { get; init; }

    /// <summary>What may be before the first step.</summary>
    public WorldState Start => new(
        [.. Bundles.Select(bundle => new HeldBundles(bundle.Place, [bundle.Bundle]))],
        [.. Served.Append(Original.Chain).Where(chain => chain.Count > 0).Distinct()]);

    // by key identifiers, which tell a rotated CA from its namesake; without them the subject has to do
    private static bool IssuedBy(Certificate leaf, Certificate candidate) =>
        leaf.AuthorityKeyId.IsEmpty || candidate.SubjectKeyId.IsEmpty || leaf.AuthorityKeyId.Span.SequenceEqual(candidate.SubjectKeyId.Span);
}
