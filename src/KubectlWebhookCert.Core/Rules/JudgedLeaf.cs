using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>A certificate of a workload: in a Secret that it serves from, or as its pods serve it.</summary>
/// <param name="Secret">The Secret; null for what is served.</param>
/// <param name="Certificate">The certificate.</param>
/// <param name="Fit">How well it fits the webhook.</param>
/// <param name="Text">The API server's words about it; null where it takes it.</param>
internal sealed record JudgedLeaf(ObjectRef? Secret, Certificate Certificate, CertificateFit Fit, string? Text);
