using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>No answer: the server cannot be reached, its certificate is not trusted, the connection broke, or what came is no Kubernetes API.</summary>
/// <param name="message">As for <see cref="WebhookCertException"/>.</param>
/// <param name="hint">What to check.</param>
/// <param name="innerException">What was caught, or null.</param>
public class ClusterUnreachableException(string message, string? hint, Exception? innerException = null)
    : WebhookCertException(message, hint, innerException);
