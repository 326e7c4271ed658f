using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>A rotation has waited long enough: what is trusted and served is safe as it is, and nothing was pruned.</summary>
/// <param name="what">What it waited for.</param>
/// <param name="why">What is missing.</param>
public sealed class RotationStalledException(string what, string why)
    : WebhookCertException($"timed out: {what}: {why}", "mend that and run the same command again, or go back with --abort", null);
