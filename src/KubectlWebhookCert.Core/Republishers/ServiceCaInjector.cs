using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Republishers;

/// <summary>OpenShift's service-ca: what asks for its CA by annotation.</summary>
/// <remarks>Source: OpenShift documentation, "Securing service traffic using service serving certificate secrets".</remarks>
internal static class ServiceCaInjector
{
    private const string InjectBundle = "service.beta.openshift.io/inject-cabundle";

    public static RepublisherMark? Recognise(KubernetesObject resource) => resource.Annotation(InjectBundle) == "true"
        ? new RepublisherMark(
            "OpenShift service-ca",
            $"annotation {InjectBundle}: true",
            "see why the operator does not inject its CA: kubectl logs -n openshift-service-ca deployment/service-ca")
        : null;
}
