using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Trust;

/// <summary>Something other than a webhook configuration that holds a CA: a key of a ConfigMap, or a kubeconfig.</summary>
/// <param name="Resource">The ConfigMap; a kubeconfig has the kind <see cref="KubeconfigKind"/> and its path as its name.</param>
/// <param name="Field">The key, for example <c>ca.crt</c>; of a kubeconfig the context.</param>
/// <param name="Bundle">What it trusts.</param>
/// <param name="Source">Where its CAs should come from; null where that is not known.</param>
/// <param name="ClientCertificate">The certificate that a kubeconfig's user shows; null where it has none.</param>
public sealed record TrustStore(
    ObjectRef Resource,
    string Field,
    CaBundle Bundle,
    TrustSource? Source,
    Certificate? ClientCertificate)
{
    /// <summary>The kind of a kubeconfig, which is no object of a cluster.</summary>
    public const string KubeconfigKind = "Kubeconfig";
}
