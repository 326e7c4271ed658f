using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Owners;

/// <summary>Kyverno: makes its webhook configurations, CA and certificate itself.</summary>
internal static class Kyverno
{
    private const string Code = "kyverno";
    private const string ManagedByWebhook = "webhook.kyverno.io/managed-by";
    private const string ManagedByCertificate = "cert.kyverno.io/managed-by";
    private const string PairSuffix = ".kyverno-tls-pair";

    public static readonly Owner Owner = new(Code, Recognise);

    private static OwnerMark? Recognise(OwnerContext context) => OwnerContext.Mark(
        Code,
        "Kyverno",
        null,
        context.Label(context.Configuration, ManagedByWebhook),
        context.Label(context.SecretResource, ManagedByCertificate),
        context.Secret?.Ref.Name.EndsWith(PairSuffix, StringComparison.Ordinal) is true ? $"name of {context.Secret.Ref}" : null);
}
