using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>No connection can be made of the kubeconfig files, the flags and the environment.</summary>
/// <param name="message">As for <see cref="WebhookCertException"/>: names the file, and the field in it, never its content.</param>
/// <param name="hint">What to type.</param>
/// <param name="innerException">What was caught, or null.</param>
public sealed class KubeconfigException(string message, string? hint, Exception? innerException = null)
    : WebhookCertException(message, hint, innerException);
