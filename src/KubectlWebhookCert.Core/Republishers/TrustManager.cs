using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Republishers;

/// <summary>cert-manager's trust-manager: the targets of its Bundles.</summary>
/// <remarks>Source: trust-manager documentation, API reference.</remarks>
internal static class TrustManager
{
    private const string BundleLabel = "trust.cert-manager.io/bundle";

    public static RepublisherMark? Recognise(KubernetesObject resource) => BundleOf(resource) is { Length: > 0 } bundle
        ? new RepublisherMark(
            "trust-manager",
            $"it writes what Bundle {bundle} lists",
            $"add the CA to the sources of Bundle {bundle}, and leave the old one there until nothing is signed by it: kubectl edit bundle {bundle}")
        : null;

    private static string? BundleOf(KubernetesObject resource) =>
        resource.Label(BundleLabel) ?? resource.OwnerReferences.FirstOrDefault(owner => owner.Kind == "Bundle")?.Name;
}
