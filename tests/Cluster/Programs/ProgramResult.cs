namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>How a program ended and what it printed.</summary>
public sealed record ProgramResult(int ExitCode, string Output, string Error);
