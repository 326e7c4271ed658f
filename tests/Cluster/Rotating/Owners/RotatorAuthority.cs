using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A self-signed authority as cert-controller makes them.</summary>
/// <param name="CertificatePem">One block.</param>
/// <param name="KeyPem">PKCS#1, as cert-controller demands.</param>
internal sealed record RotatorAuthority(string CertificatePem, string KeyPem)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>The same key as PKCS#8, which cert-controller does not read.</summary>
    public string Pkcs8KeyPem
    {
        get
        {
            using var key = RSA.Create();
            key.ImportFromPem(KeyPem);
            return key.ExportPkcs8PrivateKeyPem() + "\n";
        }
    }

    /// <param name="name">The CN.</param>
    /// <param name="alternativeName">The DNS name of the SAN; null: no SAN.</param>
    /// <param name="notAfter">The end of its validity, which began an hour ago.</param>
    public static RotatorAuthority Make(string name, string? alternativeName, DateTimeOffset notAfter)
    {
        using var key = RSA.Create(2048);
        var request = Request(name, key, alternativeName is null ? [] : [alternativeName]);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var signer = X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(request.SubjectName, signer, DateTimeOffset.UtcNow.AddHours(-1), notAfter, [0]);
        return new RotatorAuthority(certificate.ExportCertificatePem() + "\n", key.ExportRSAPrivateKeyPem() + "\n");
    }

    /// <summary>As cert-controller makes it: for ten years, its name in the SAN.</summary>
    public static RotatorAuthority Make(string name) => Make(name, name, DateTimeOffset.UtcNow.AddYears(10));

    /// <summary>A leaf for one name.</summary>
    /// <param name="name">CN and SAN.</param>
    /// <param name="notAfter">The end of its validity, which began an hour ago.</param>
    public (string CertificatePem, string KeyPem) Issue(string name, DateTimeOffset notAfter)
    {
        using var own = X509Certificate2.CreateFromPem(CertificatePem, KeyPem);
        using var signingKey = own.GetRSAPrivateKey() ?? throw new InvalidOperationException("not an RSA key");
        using var key = RSA.Create(2048);
        var request = Request(name, key, [name]);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        if (own.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault() is { } identifier)
        {
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(identifier));
        }
        var signer = X509SignatureGenerator.CreateForRSA(signingKey, RSASignaturePadding.Pkcs1);
        using var leaf = request.Create(own.SubjectName, signer, DateTimeOffset.UtcNow.AddHours(-1), notAfter, [1]);
        return (leaf.ExportCertificatePem() + "\n", key.ExportRSAPrivateKeyPem() + "\n");
    }

    /// <summary>A leaf for one name, for a year.</summary>
    public (string CertificatePem, string KeyPem) Issue(string name) => Issue(name, DateTimeOffset.UtcNow.AddYears(1));

    private static CertificateRequest Request(string name, RSA key, IReadOnlyList<string> alternativeNames)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddOrganizationName("webhook-cert.test");
        subject.AddCommonName(name);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        if (alternativeNames.Count > 0)
        {
            var names = new SubjectAlternativeNameBuilder();
            foreach (var each in alternativeNames)
            {
                names.AddDnsName(each);
            }
            request.CertificateExtensions.Add(names.Build());
        }
        return request;
    }
}
