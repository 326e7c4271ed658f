using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>What cert-manager is given, so that it issues a certificate from then on.</summary>
/// <param name="Issuer">Who signs then: an Issuer or a ClusterIssuer.</param>
/// <param name="Certificate">The Certificate to create, whose Secret is the serving one.</param>
/// <param name="Made">What is created before it: the CA's Secret and its Issuer; nothing for an issuer that is there.</param>
public sealed record Handover(ObjectRef Issuer, KubernetesObject Certificate, ValueList<KubernetesObject> Made)
{
    /// <summary>Who issues then, for people.</summary>
    public const string Recipient = "cert-manager";
}
