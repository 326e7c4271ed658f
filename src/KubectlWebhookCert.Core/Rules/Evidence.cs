namespace KubectlWebhookCert.Core.Rules;

/// <summary>One fact behind a finding.</summary>
/// <param name="Name">What it is, lower case: <c>certificate</c>, <c>valid until</c>.</param>
/// <param name="Value">The fact.</param>
public sealed record Evidence(string Name, string Value);
