using KubectlWebhookCert.Core.Trust;

namespace KubectlWebhookCert.Core.Adopting;

/// <summary>A holder of trust and where it lies.</summary>
/// <param name="Place">Where it lies.</param>
/// <param name="Store">What it holds.</param>
public sealed record PlacedTrust(HolderPlace Place, TrustStore Store);
