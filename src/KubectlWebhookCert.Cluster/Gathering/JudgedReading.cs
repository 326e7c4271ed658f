using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Trust;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Cluster.Gathering;

/// <summary>What rules judge.</summary>
/// <param name="Reading">What was read, and by which requests.</param>
/// <param name="Server">The version of the API server that it was read from; the newest for files.</param>
/// <param name="Kubeconfigs">What a kubeconfig trusts, where the target is one.</param>
public sealed record JudgedReading(Reading Reading, ApiServerVersion Server, ValueList<TrustStore> Kubeconfigs);
