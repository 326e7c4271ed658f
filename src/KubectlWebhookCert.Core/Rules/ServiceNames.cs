using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>The Services that a certificate is for, by its names.</summary>
internal static class ServiceNames
{
    /// <summary>Each Service once, in the order of the names <c>name.namespace.svc</c> (and what follows).</summary>
    public static IEnumerable<ObjectRef> Of(Certificate certificate)
    {
        string[] names = certificate.AlternativeNames.DnsNames.IsEmpty
            ? [certificate.Subject.CommonName ?? string.Empty]
            : [.. certificate.AlternativeNames.DnsNames];
        return names
            .Select(Parse)
            .OfType<ObjectRef>()
            .Distinct();
    }

    private static ObjectRef? Parse(string name) => name.Split('.') switch
    {
        [{ Length: > 0 } service, { Length: > 0 } namespaceName, "svc", ..] when service != "*" && namespaceName != "*" =>
            new ObjectRef(ResourceTypes.Service.Kind, namespaceName, service),
        _ => null,
    };
}
