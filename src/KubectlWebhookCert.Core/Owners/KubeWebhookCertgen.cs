using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Owners;

/// <summary>kube-webhook-certgen, a Job of many charts: signs once with a CA <c>O=nil1</c> whose key it throws away.</summary>
internal static class KubeWebhookCertgen
{
    private const string Code = "kube-webhook-certgen";

    public static readonly Owner Owner = new(Code, Recognise);

    private static OwnerMark? Recognise(OwnerContext context) => OwnerContext.Mark(
        Code,
        "kube-webhook-certgen",
        null,
        context.Secret?.Content?.Leaf is { } leaf && IsNil(leaf.Certificate.Issuer) ? $"issuer O=nil1 in {context.Secret.Ref}" : null,
        context.CaBundle.Certificates.Any(certificate => IsNil(certificate.Subject)) ? "CA O=nil1 in the CA bundle" : null,
        context.Writer(manager => manager.Contains("kube-webhook-certgen", StringComparison.Ordinal)));

    private static bool IsNil(DistinguishedName name) => name is { CommonName: null, Organization: "nil1" };
}
