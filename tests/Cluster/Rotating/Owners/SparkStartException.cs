namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The operator's pod ends at its start; the message is what it logs.</summary>
internal sealed class SparkStartException(string message) : Exception(message);
