using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Secrets;

namespace KubectlWebhookCert.Core.Owners;

/// <summary>OpenShift's service-ca: by the annotations on the Service, on the Secret it makes, and on what it injects into.</summary>
/// <remarks>Source: OpenShift documentation, "Securing service traffic using service serving certificate secrets".</remarks>
internal static class ServiceCa
{
    private const string Code = "service-ca";
    private const string InjectCaBundle = "service.beta.openshift.io/inject-cabundle";
    private const string OriginatingService = "service.beta.openshift.io/originating-service-name";

    public static readonly Owner Owner = new(Code, Recognise);

    private static OwnerMark? Recognise(OwnerContext context) => OwnerContext.Mark(
        Code,
        "OpenShift service-ca",
        context.Service is { } service ? new ObjectRef(ResourceTypes.Service.Kind, service.Namespace, service.Name) : null,
        context.Annotation(context.Service?.Resource, SecretLeads.ServingCertSecret),
        context.Annotation(context.Service?.Resource, SecretLeads.ServingCertSecretAlpha),
        context.Annotation(context.SecretResource, OriginatingService),
        context.Configuration.Annotation(InjectCaBundle) == "true" ? context.Annotation(context.Configuration, InjectCaBundle) : null);
}
