using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>An RSA authority as operators make them: its key can be stored and loaded, and it can sign another authority.</summary>
internal sealed class RsaAuthority
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const int Bits = 2048;

    private readonly RSA key;

    /// <summary>Self-signed, from five minutes ago.</summary>
    public RsaAuthority(X500DistinguishedName subject, DateTimeOffset notAfter)
    {
        key = RSA.Create(Bits);
        Certificate = OfAuthority(new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            .CreateSelfSigned(Start, notAfter);
    }

    private RsaAuthority(X509Certificate2 certificate, RSA key)
    {
        Certificate = certificate;
        this.key = key;
    }

    public X509Certificate2 Certificate { get; }

    public string Pem => Certificate.ExportCertificatePem() + "\n";

    /// <summary>PKCS#1.</summary>
    public string KeyPem => key.ExportRSAPrivateKeyPem() + "\n";

    private static DateTimeOffset Start => DateTimeOffset.UtcNow.AddMinutes(-5);

    /// <summary>One that was stored.</summary>
    public static RsaAuthority Of(X509Certificate2 certificate, RSA key) => new(certificate, key);

    /// <summary>CN, and O when it is given.</summary>
    public static X500DistinguishedName Name(string commonName, string? organization)
    {
        var name = new X500DistinguishedNameBuilder();
        if (organization is not null)
        {
            name.AddOrganizationName(organization);
        }
        name.AddCommonName(commonName);
        return name.Build();
    }

    /// <summary>PKCS#1, of a leaf that this class issued.</summary>
    public static string KeyPemOf(TestCertificate leaf)
    {
        using var own = leaf.Leaf.GetRSAPrivateKey() ?? throw new InvalidOperationException("not an RSA key");
        return own.ExportRSAPrivateKeyPem() + "\n";
    }

    /// <summary>An RSA leaf for a server.</summary>
    /// <param name="subject">Its subject.</param>
    /// <param name="names">DNS names and addresses.</param>
    /// <param name="notAfter">Its end.</param>
    /// <param name="served">What is served with it.</param>
    public TestCertificate Issue(
        X500DistinguishedName subject, IReadOnlyList<string> names, DateTimeOffset notAfter, params IReadOnlyList<X509Certificate2> served)
    {
        using var leafKey = RSA.Create(Bits);
        var request = new CertificateRequest(subject, leafKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(TestCertificates.AlternativeNames(names));
        using var signed = Sign(request, notAfter);
        return new TestCertificate(signed.CopyWithPrivateKey(leafKey), served);
    }

    /// <summary>The other authority's name and key, signed by this one.</summary>
    public X509Certificate2 CrossSign(RsaAuthority other) => Sign(
        OfAuthority(new CertificateRequest(other.Certificate.SubjectName, other.Certificate.PublicKey, HashAlgorithmName.SHA256)),
        other.Certificate.NotAfter);

    private static CertificateRequest OfAuthority(CertificateRequest request)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset notAfter)
    {
        var identifier = Certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single();
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(identifier));
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3f) | 0x40); // positive, and as long as it is written
        var generator = X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1);
        return request.Create(Certificate.SubjectName, generator, Start, notAfter, serial);
    }
}
