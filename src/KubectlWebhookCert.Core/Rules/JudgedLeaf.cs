using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>A certificate in a Secret that a workload serves from.</summary>
/// <param name="Secret">The Secret.</param>
/// <param name="Leaf">The certificate.</param>
/// <param name="Fit">How well it fits the webhook.</param>
/// <param name="Text">The API server's words about it; null where it takes it.</param>
internal sealed record JudgedLeaf(ObjectRef Secret, StoredLeaf Leaf, CertificateFit Fit, string? Text);
