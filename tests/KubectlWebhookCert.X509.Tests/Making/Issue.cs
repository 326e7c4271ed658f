using System.Net;
using System.Text;
using KubectlWebhookCert.X509.Issuing;

namespace KubectlWebhookCert.X509.Tests.Making;

/// <summary>Keys and certificates by our own issuer.</summary>
internal static class Issue
{
    public const string Host = "hook.ns.svc";

    public static readonly DateTimeOffset Now = new(2030, 6, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly Validity Year = new(Now.AddMonths(-6), Now.AddMonths(6));

    public static readonly GeneralName[] Names =
    [
        new GeneralName.Dns(Host),
        new GeneralName.Address(IPAddress.Parse("10.1.2.3")),
        new GeneralName.Dns("*.example.org"),
        new GeneralName.Address(IPAddress.Parse("fd00::1")),
    ];

    public static KeyAlgorithm Algorithm(string name) => name switch
    {
        "RSA 2048" => KeyAlgorithm.Rsa2048,
        "RSA 3072" => KeyAlgorithm.Rsa3072,
        "RSA 4096" => KeyAlgorithm.Rsa4096,
        "ECDSA P-256" => KeyAlgorithm.EcdsaP256,
        "ECDSA P-384" => KeyAlgorithm.EcdsaP384,
        _ => KeyAlgorithm.EcdsaP521,
    };

    public static Certificate Authority(SigningKey key, string commonName = "webhook CA") =>
        CertificateIssuer.IssueAuthority(SubjectName.Create(commonName, "Example"), Year, key);

    public static Certificate Leaf(SigningKey key, CertificateAuthority authority, params GeneralName[] names)
    {
        var profile = new LeafProfile(SubjectName.Create(Host, null), [.. names is [] ? Names : names], Year);
        return CertificateIssuer.IssueLeaf(profile, key.PublicKey, authority);
    }

    public static PrivateKey Read(string pem) => PrivateKey.Read(Encoding.ASCII.GetBytes(pem));
}
