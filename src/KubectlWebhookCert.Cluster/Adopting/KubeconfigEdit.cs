using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core.Adopting;

namespace KubectlWebhookCert.Cluster.Adopting;

/// <summary>What a kubeconfig, or the CA file that it names, is to hold.</summary>
internal static class KubeconfigEdit
{
    /// <summary>The whole file with the CAs put in; all else stays.</summary>
    /// <param name="place">Where.</param>
    /// <param name="change">Which CAs.</param>
    /// <exception cref="KubeconfigException">It cannot be done without touching something else.</exception>
    public static ReadOnlyMemory<byte> Of(HolderPlace.Kubeconfig place, TrustChange change) => place.CaFile is null
        ? KubeconfigText.SetAuthority(place.Content.Span, place.Path, place.Cluster, change.Bundle.Bytes.Span)
        : change.Bundle.Bytes;
}
