using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>A bundle and where it stands, or is to stand.</summary>
/// <param name="Place">Where.</param>
/// <param name="Bundle">The bundle.</param>
public sealed record PlacedBundle(BundlePlace Place, CaBundle Bundle);
