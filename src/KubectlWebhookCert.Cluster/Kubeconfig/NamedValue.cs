namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>An environment variable, or an extra field of an impersonated user.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public sealed record NamedValue(string Name, string Value);
