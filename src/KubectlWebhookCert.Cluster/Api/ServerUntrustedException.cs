namespace KubectlWebhookCert.Cluster.Api;

/// <summary>The API server's certificate is not trusted.</summary>
/// <param name="message">What happened.</param>
/// <param name="hint">What to type.</param>
public sealed class ServerUntrustedException(string message, string hint) : ClusterUnreachableException(message, hint);
