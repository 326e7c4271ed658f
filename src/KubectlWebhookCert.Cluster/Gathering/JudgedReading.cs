using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Trust;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Cluster.Gathering;

/// <summary>What rules judge.</summary>
/// <param name="Reading">What was read, and by which requests.</param>
/// <param name="Inventory">The graph made of it.</param>
/// <param name="Server">The version of the API server that it was read from; the newest for files.</param>
/// <param name="Served">What endpoints serve, as far as they were asked.</param>
/// <param name="Kubeconfigs">What a kubeconfig trusts, where the target is one.</param>
public sealed record JudgedReading(
    Reading Reading, Inventory Inventory, ApiServerVersion Server, ServedCertificates Served, ValueList<TrustStore> Kubeconfigs)
{
    /// <summary>Where CAs should come from, if that is no object of the cluster.</summary>
    public TrustSource? CaGiven { get; init; }
}
