using KubectlWebhookCert.Core.Secrets;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Trust;

namespace KubectlWebhookCert.Core.Model;

/// <summary>What narrows and steers the search, besides the target.</summary>
/// <param name="Namespace">With <see cref="Target.Everything"/>: only webhooks whose Service is in this namespace; null for all.</param>
/// <param name="LabelSelector">Where configurations are listed: only those with these labels, as in the API; null for all.</param>
/// <param name="Secret">The serving Secret that the user named, or null.</param>
public sealed record DiscoveryOptions(string? Namespace, string? LabelSelector, SecretChoice? Secret)
{
    /// <summary>Nothing narrowed, nothing named.</summary>
    public static readonly DiscoveryOptions None = new(null, null, null);

    /// <summary>Whether rules are going to judge what is read: then what only they look at is read, too.</summary>
    public bool ForRules { get; init; }

    /// <summary>Where CAs should come from, if the user says so.</summary>
    public CaSource? CaFrom { get; init; }

    /// <summary>The same where it is no object of the cluster, and was read already.</summary>
    public TrustSource? CaGiven { get; init; }

    /// <summary>Whether what is read are files: a list of them costs no more than one of their objects.</summary>
    public bool FromFiles { get; init; }
}
