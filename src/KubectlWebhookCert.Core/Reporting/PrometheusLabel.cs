namespace KubectlWebhookCert.Core.Reporting;

/// <summary>A label of a series.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; an empty one counts as none.</param>
internal sealed record PrometheusLabel(string Name, string Value);
