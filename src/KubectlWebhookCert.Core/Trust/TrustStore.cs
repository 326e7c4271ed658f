using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Republishers;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Trust;

/// <summary>Something that holds CAs: a key of a ConfigMap or of a Secret, a webhook's CA bundle, or a kubeconfig.</summary>
/// <param name="Resource">The object; a kubeconfig has the kind <see cref="KubeconfigKind"/> and its path as its name.</param>
/// <param name="Field">The key, for example <c>ca.crt</c>; of a webhook configuration the webhook; of a kubeconfig the context.</param>
/// <param name="Bundle">What it trusts.</param>
/// <param name="Source">Where its CAs should come from; null where that is not known.</param>
/// <param name="ClientCertificate">The certificate that a kubeconfig's user shows; null where it has none.</param>
public sealed record TrustStore(
    ObjectRef Resource,
    string Field,
    CaBundle Bundle,
    TrustSource? Source,
    Certificate? ClientCertificate)
{
    /// <summary>The kind of a kubeconfig, which is no object of a cluster.</summary>
    public const string KubeconfigKind = "Kubeconfig";

    /// <summary>Who writes it again and again; null where nobody is known to.</summary>
    public RepublisherMark? Republisher { get; init; }

    /// <summary>The name that the server is verified for which a kubeconfig or a webhook is about; null where it is not verified, and for all else.</summary>
    public string? ServerName { get; init; }

    /// <summary>What that server presents, each of its endpoints' once; none where it was not asked.</summary>
    public ValueList<TrustSource> Servers { get; init; } = [];

    /// <summary>Why it presented nothing; null where it did, or was not asked.</summary>
    public string? ServerProblem { get; init; }
}
