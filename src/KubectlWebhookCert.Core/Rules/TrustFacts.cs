using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Trust;
using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.X509;

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

    /// <summary>A fault of this holder.</summary>
    public Fault Fault(string message) => new(message) { Where = Store.Resource, Field = Store.Field };

    /// <summary>The command that brings it the source's CAs beside its own.</summary>
    public string Adopt => Store.Source is { } source
        ? $"kubectl webhook-cert adopt {TargetText} --ca-from {source.Resource.Kind.ToLowerInvariant()}/{source.Resource.Namespace}/{source.Resource.Name}:{source.Field}"
        : $"kubectl webhook-cert adopt {TargetText} --ca-from TYPE/NAMESPACE/NAME:KEY";

    private string TargetText => IsKubeconfig
        ? $"kubeconfig/{Store.Resource.Name}"
        : $"{ResourceTypes.ConfigMap.Singular}/{Store.Resource.Name}:{Store.Field} -n {Store.Resource.Namespace}";
}
