namespace KubectlWebhookCert.Cluster.Probing;

/// <summary>A port-forward that was open has ended by an error.</summary>
/// <param name="message">The kubelet's own text, or what stands in for it.</param>
/// <param name="innerException">What was caught, or null.</param>
internal sealed class PortForwardException(string message, Exception? innerException = null) : IOException(message, innerException);
