using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>A Deployment that is told to keep a webhook configuration.</summary>
/// <param name="Deployment">The Deployment.</param>
/// <param name="How">How it is told.</param>
internal sealed record NamingDeployment(KubernetesObject Deployment, string How);
