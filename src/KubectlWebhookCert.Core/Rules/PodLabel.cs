namespace KubectlWebhookCert.Core.Rules;

/// <summary>A label of pods.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
internal sealed record PodLabel(string Name, string Value);
