using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Trust;

/// <summary>A system that publishes CAs in one ConfigMap for others to copy.</summary>
/// <param name="Sources">Where it publishes them; the first that is there counts.</param>
/// <param name="Consumers">Who should hold all of them.</param>
/// <param name="KubeconfigSources">Where it publishes the CAs of the server that a kubeconfig reaches, the newest of which a kubeconfig needs.</param>
/// <param name="IsLikely">Whether a cluster has it, by what was read so far: others are not asked for what they do not have.</param>
internal sealed record TrustSystem(
    ValueList<TrustPlace> Sources,
    ValueList<TrustPlace> Consumers,
    ValueList<TrustPlace> KubeconfigSources,
    Func<ClusterSnapshot, bool> IsLikely)
{
    /// <summary>Every place that has a meaning here.</summary>
    public IEnumerable<TrustPlace> Places => Sources.Concat(Consumers).Concat(KubeconfigSources);
}
