namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The API server refused what a test needs for its set-up.</summary>
public sealed class ApiRefusedException(string request, ApiAnswer answer) : Exception($"{request}: {(int)answer.Status} {answer.Message}");
