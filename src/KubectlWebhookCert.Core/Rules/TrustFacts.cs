using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Trust;
using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Everything that a rule may look at to judge one holder of trust.</summary>
/// <param name="Store">What it holds, and where its CAs should come from.</param>
/// <param name="Options">The instant and the thresholds.</param>
internal sealed record TrustFacts(TrustStore Store, ValidationOptions Options)
{
    /// <summary>Why nothing can be said about CAs that are missing or left over.</summary>
    public const string SourceUnknown = "where its CAs should come from is not known: name it with --ca-from";

    /// <summary>The instant to judge at, UTC.</summary>
    public DateTimeOffset Now => Options.At;

    /// <summary>Whether it is a kubeconfig.</summary>
    public bool IsKubeconfig => Store.Resource.Kind == TrustStore.KubeconfigKind;

    /// <summary>A kubeconfig that names no CA: the system's roots count.</summary>
    public bool TrustsSystemRoots => IsKubeconfig && Store.Bundle.IsEmpty;

    /// <summary>Every CA that should be here and counts: those of the source that are not expired; where none says that it is a CA, all.</summary>
    public IEnumerable<Certificate> Wanted
    {
        get
        {
            var published = Store.Source?.Bundle.Certificates ?? [];
            return published
                .Where(certificate => certificate.NotAfter >= Now && (certificate.IsCa || !published.Any(other => other.IsCa)))
                .Distinct();
        }
    }

    /// <summary>Whether it trusts what a CA signs: that certificate, or another valid one of the same name and key.</summary>
    public bool Trusts(Certificate authority) => Store.Bundle.Certificates.Any(held =>
        held.Equals(authority)
        || (held.Subject.Equals(authority.Subject) && held.PublicKey.Equals(authority.PublicKey) && held.IsValidAt(Now)));

    /// <summary>Why what a server presents is refused with what is held here, in the order in which it would be reported; none where it is taken.</summary>
    /// <param name="server">The server.</param>
    /// <param name="serverName">The name that is verified.</param>
    public ValueList<Reason> Refusals(TrustSource server, string serverName)
    {
        var request = VerificationRequest.Of(Store.Bundle.Bytes, server.Presented, serverName, Now, ApiServerVersion.Newest);
        return Verifier.Verify(request) is VerificationResult.Refused refused ? [refused.Reason, .. refused.Further] : [];
    }

    /// <summary>A fault of this holder.</summary>
    public Fault Fault(string message) => new(message) { Where = Store.Resource, Field = Store.Field };

    /// <summary>Who writes it again and again, as evidence.</summary>
    public IEnumerable<Evidence> WrittenBy => Store.Republisher is { } republisher
        ? [new Evidence("written by", $"{republisher.Name}: {republisher.Evidence}")]
        : [];

    /// <summary>What brings it the source's CAs beside its own: what its writer copies, or a command.</summary>
    public string Mend => MendFrom(Store.Source);

    /// <summary>The same with another source.</summary>
    /// <param name="source">Where the CAs should come from; null where that is not known.</param>
    public string MendFrom(TrustSource? source) => Store.Republisher?.Mend ?? (TargetText is { } target
        ? $"kubectl webhook-cert adopt {target} --ca-from {source?.Argument ?? "TYPE/NAMESPACE/NAME:KEY"}"
        : $"put the CA of {source?.ToString() ?? "whoever is to be trusted"} beside the one in {Store.Field}, where the Secret is made"); // by its owner

    private string? TargetText => Store.Resource.Kind switch
    {
        TrustStore.KubeconfigKind => $"kubeconfig/{Store.Resource.Name}",
        var kind when kind == ResourceTypes.ConfigMap.Kind => $"{ResourceTypes.ConfigMap.Singular}/{Store.Resource.Name}:{Store.Field} -n {Store.Resource.Namespace}",
        var kind when kind == ResourceTypes.Secret.Kind => null,
        var kind => $"{kind.ToLowerInvariant()}/{Store.Resource.Name}",
    };
}
