using KubectlWebhookCert.X509.Extensions;
using KubectlWebhookCert.X509.Issuing;

namespace KubectlWebhookCert.X509.Tests.Making;

/// <summary>A certificate to be signed, with any extensions. The keys are two for all tests: one of CAs, one of leaves.</summary>
internal sealed record Draft(string CommonName)
{
    public const string Host = Issue.Host;

    public static readonly SigningKey AuthorityKey = SigningKey.Generate(KeyAlgorithm.EcdsaP256);

    public static readonly SigningKey OtherKey = SigningKey.Generate(KeyAlgorithm.EcdsaP256);

    public Certificate? Issuer { get; init; }

    public SigningKey Key { get; init; } = AuthorityKey;

    public SigningKey IssuerKey { get; init; } = AuthorityKey;

    public Validity Validity { get; init; } = Issue.Year;

    public CertificateExtension[] Extensions { get; init; } = [];

    public static Draft Authority(string commonName = "CA", params CertificateExtension[] more) =>
        new(commonName) { Extensions = [ExtensionWriter.BasicConstraints(isCa: true), .. more] };

    public static Draft Leaf(Certificate issuer, params CertificateExtension[] extensions) =>
        new("hook") { Issuer = issuer, Key = OtherKey, Extensions = extensions is [] ? [Names(Host)] : extensions };

    public static CertificateExtension Names(params string[] hosts) =>
        ExtensionWriter.SubjectAltName(default, hosts.Select(host => new GeneralName.Dns(host)), isCritical: false);

    public static CertificateExtension Extension(string oid, bool isCritical, params byte[] value) => new(oid, isCritical, value);

    public Certificate Sign()
    {
        var subject = SubjectName.Create(CommonName, null).Raw;
        return new CertificateContents(3, Issuer?.Subject.Raw ?? subject, Validity, subject, Key.PublicKey.Raw, [.. Extensions]).Sign(IssuerKey);
    }
}
