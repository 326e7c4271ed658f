using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Secrets;

namespace KubectlWebhookCert.Core.Owners;

/// <summary>cert-manager and its cainjector: by the annotations that ask for injection, or by the one on a Certificate's Secret.</summary>
/// <remarks>Source: cert-manager documentation, "CA Injector" and "Annotations".</remarks>
internal static class CertManager
{
    private const string Code = "cert-manager";
    private const string InjectApiServerCa = "cert-manager.io/inject-apiserver-ca";

    public static readonly Owner Owner = new(Code, Recognise);

    private static OwnerMark? Recognise(OwnerContext context) => OwnerContext.Mark(
        Code,
        "cert-manager",
        Source(context),
        context.Annotation(context.Configuration, SecretLeads.InjectCaFrom),
        context.Annotation(context.Configuration, SecretLeads.InjectCaFromSecret),
        context.Configuration.Annotation(InjectApiServerCa) == "true" ? context.Annotation(context.Configuration, InjectApiServerCa) : null,
        context.Annotation(context.SecretResource, CertManagerMarks.CertificateName));

    private static ObjectRef? Source(OwnerContext context)
    {
        if (SecretLeads.SourceCertificate(context.Configuration) is { } source)
        {
            return new ObjectRef(ResourceTypes.Certificate.Kind, source.Namespace, source.Name);
        }

        return context.SecretResource is { } secret && secret.Annotation(CertManagerMarks.CertificateName) is { Length: > 0 } name
            ? new ObjectRef(ResourceTypes.Certificate.Kind, secret.Namespace, name)
            : null;
    }
}
