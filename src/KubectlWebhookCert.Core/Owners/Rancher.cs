using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Owners;

/// <summary>Rancher's webhook: makes CA, certificate and configurations itself.</summary>
internal static class Rancher
{
    private const string Code = "rancher";
    private const string Prefix = "rancher.cattle.io";
    private const string Namespace = "cattle-system";
    private const string ServiceName = "rancher-webhook";
    private const string CaName = "dynamiclistener-ca";

    public static readonly Owner Owner = new(Code, Recognise);

    private static OwnerMark? Recognise(OwnerContext context) =>
        context.Entry.Name.StartsWith(Prefix, StringComparison.Ordinal) || context.Service is { Namespace: Namespace, Name: ServiceName }
            ? OwnerContext.Mark(
                Code,
                "Rancher",
                null,
                $"webhook name {context.Entry.Name}",
                context.Service is { Name: ServiceName } service ? $"service name {service.Name}" : null,
                context.CaBundle.Certificates.Any(certificate => certificate.Subject.CommonName == CaName) ? $"CA CN={CaName}" : null)
            : null;
}
