namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Another process took the port between choosing and using it: worth another try.</summary>
internal sealed class PortTakenException(string message) : Exception(message);
