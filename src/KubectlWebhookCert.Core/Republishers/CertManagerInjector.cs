using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Owners;
using KubectlWebhookCert.Core.Secrets;

namespace KubectlWebhookCert.Core.Republishers;

/// <summary>cert-manager: its cainjector for configurations, and itself for the Secrets of its Certificates.</summary>
/// <remarks>Source: cert-manager documentation, "CA Injector" and "Annotations".</remarks>
internal static class CertManagerInjector
{
    private const string InjectApiServerCa = "cert-manager.io/inject-apiserver-ca";

    public static RepublisherMark? Recognise(KubernetesObject resource)
    {
        if (resource.Is(ResourceTypes.Secret))
        {
            return resource.Annotation(CertManagerMarks.CertificateName) is { Length: > 0 } certificate
                ? new RepublisherMark(
                    "cert-manager",
                    $"annotation {CertManagerMarks.CertificateName}: {certificate}",
                    $"issue Certificate {certificate} anew, by an issuer that has the CA: cmctl renew {certificate} -n {resource.Namespace}")
                : null;
        }

        return resource.Annotation(SecretLeads.InjectCaFrom) is { Length: > 0 } source ? Injected(SecretLeads.InjectCaFrom, source, $"Certificate {source}")
            : resource.Annotation(SecretLeads.InjectCaFromSecret) is { Length: > 0 } secret ? Injected(SecretLeads.InjectCaFromSecret, secret, $"Secret {secret}")
            : resource.Annotation(InjectApiServerCa) == "true" ? Injected(InjectApiServerCa, "true", "cainjector's own kubeconfig")
            : null;
    }

    private static RepublisherMark Injected(string annotation, string value, string source) => new(
        "cert-manager's cainjector",
        $"annotation {annotation}: {value}",
        $"see that {source} has the CA, then why it is not injected: kubectl logs -n cert-manager deployment/cert-manager-cainjector");
}
