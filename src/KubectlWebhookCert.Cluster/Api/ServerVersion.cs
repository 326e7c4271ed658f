namespace KubectlWebhookCert.Cluster.Api;

/// <summary>What <c>/version</c> says.</summary>
/// <param name="GitVersion">For example <c>v1.31.2+k3s1</c>.</param>
/// <param name="GoVersion">For example <c>go1.22.8</c>: decides the verifier's rules.</param>
/// <param name="Answered">The server's clock when it answered, in whole seconds; null where it does not say.</param>
public sealed record ServerVersion(string GitVersion, string GoVersion, DateTimeOffset? Answered = null);
