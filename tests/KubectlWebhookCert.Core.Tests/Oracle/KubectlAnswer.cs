namespace KubectlWebhookCert.Core.Tests.Oracle;

/// <summary>What a run of kubectl said.</summary>
internal sealed record KubectlAnswer(int ExitCode, string Out, string Error);
