using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Owners;

/// <summary>
/// OPA's cert-controller, inside Kueue, LeaderWorkerSet, Gatekeeper, KEDA, MetalLB, HNC and others: keeps CA and leaf with both keys in one
/// Secret and copies <c>ca.crt</c> into every bundle. By a known product's CA or Secret, or by the shape of what the library writes.
/// </summary>
internal static class CertController
{
    private const string Code = "cert-controller";
    private const string CaKey = "ca.key";
    private const string CaCertificate = "ca.crt";

    public static readonly Owner Owner = new(Code, Recognise);

    private static OwnerMark? Recognise(OwnerContext context)
    {
        var content = context.Secret?.Content;
        var authority = content?.Authorities.FirstOrDefault(found => found.CertificateKey == CaCertificate)?.Certificate;
        var keysMatch = authority is not null && content?.AuthorityKey == CaKey;
        var product = CertControllerProduct.All.FirstOrDefault(known =>
            (authority is not null && known.Names(authority)) || context.CaBundle.Certificates.Any(known.Names));

        // before the first certificate, or after somebody emptied it, only the Secret's name is left
        var bySecret = CertControllerProduct.All.FirstOrDefault(known =>
            content?.Leaf is null && context.Secret is { } secret && known.NamesSecret(secret.Ref.Name));

        // the library's CA has serial 0 and its own name as DNS name; its leaf always has serial 1
        var shape = keysMatch && content?.Leaf is { } leaf
            ? string.Join(
                " and ",
                new[]
                {
                    authority!.SerialNumber.IsZero ? "CA serial 0" : null,
                    leaf.Certificate.SerialNumber.IsOne ? "leaf serial 1" : null,
                    authority.Subject.CommonName is { } name && authority.AlternativeNames.DnsNames.Contains(name)
                        ? $"CA with DNS name {name}"
                        : null,
                }.OfType<string>())
            : string.Empty;
        return product is null && bySecret is null && shape.Length == 0
            ? null
            : OwnerContext.Mark(
                Code,
                (product ?? bySecret) is { } known ? $"cert-controller ({known.Name})" : "cert-controller",
                null,
                product is null ? null : $"CA CN={product.CaName},O={product.CaOrganization}",
                keysMatch ? $"keys {CaCertificate} and {CaKey} in {context.Secret!.Ref}" : null,
                shape.Length == 0 ? null : shape,
                bySecret is null ? null : $"name of {context.Secret!.Ref}");
    }
}
