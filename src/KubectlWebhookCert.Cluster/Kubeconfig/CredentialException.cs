using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>The user's credentials cannot be had: a key or token file is no good, an exec plugin failed.</summary>
/// <param name="message">As for <see cref="WebhookCertException"/>; names file, field or plugin, never what it holds or printed.</param>
/// <param name="hint">What to type.</param>
/// <param name="innerException">What was caught, or null; never one whose message quotes a secret.</param>
public sealed class CredentialException(string message, string? hint, Exception? innerException = null)
    : WebhookCertException(message, hint, innerException);
