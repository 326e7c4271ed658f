using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A certificate authority of the tests, made by the platform's own code and not by that under test.</summary>
public sealed class TestCertificates : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 authority;
    private readonly AsymmetricAlgorithm key;
    private readonly IReadOnlyList<X509Certificate2> intermediates;

    /// <summary>A self-signed P-256 authority, valid from five minutes ago for ten years.</summary>
    public TestCertificates(string commonName)
        : this(commonName, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddYears(10))
    {
    }

    public TestCertificates(string commonName, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        key = made;
        intermediates = [];
        authority = AuthorityRequest(commonName, made).CreateSelfSigned(notBefore, notAfter);
    }

    private TestCertificates(X509Certificate2 authority, AsymmetricAlgorithm key, IReadOnlyList<X509Certificate2> intermediates)
    {
        this.authority = authority;
        this.key = key;
        this.intermediates = intermediates;
    }

    public X509Certificate2 Authority => authority;

    private X509SignatureGenerator Generator => key is RSA rsa
        ? X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1)
        : X509SignatureGenerator.CreateForECDsa((ECDsa)key);

    /// <summary>An authority that somebody else has made.</summary>
    /// <param name="certificatePem">Its certificate.</param>
    /// <param name="keyPem">Its private key, RSA or EC, in any encoding.</param>
    public static TestCertificates Load(string certificatePem, string keyPem)
    {
        var certificate = X509Certificate2.CreateFromPem(certificatePem);
        using var publicKey = certificate.GetRSAPublicKey();
        AsymmetricAlgorithm loaded = publicKey is null ? ECDsa.Create() : RSA.Create();
        loaded.ImportFromPem(keyPem);
        return new TestCertificates(certificate, loaded, []);
    }

    /// <summary>The authority's certificate: a CA bundle of one.</summary>
    public string Pem => authority.ExportCertificatePem() + "\n";

    /// <summary>The authority's private key, PKCS#8.</summary>
    public string KeyPem => key.ExportPkcs8PrivateKeyPem() + "\n";

    /// <summary>An authority below this one; what it issues is served with it.</summary>
    public TestCertificates Intermediate(string commonName)
    {
        var below = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var certificate = Sign(AuthorityRequest(commonName, below), authority.NotBefore, authority.NotAfter);
        return new TestCertificates(certificate, below, [certificate, .. intermediates]);
    }

    /// <summary>A serving certificate for these DNS names and IP addresses.</summary>
    public TestCertificate Issue(params IReadOnlyList<string> names) => Issue(new LeafProfile(names));

    /// <summary>A client certificate: CN is the user, O are the groups.</summary>
    public TestCertificate IssueClient(string user, params IReadOnlyList<string> groups) =>
        Issue(new LeafProfile { CommonName = user, Organizations = groups, IsForClient = true });

    /// <summary>A leaf that is its own authority, as a self-signed issuer makes them.</summary>
    public static TestCertificate SelfSigned(LeafProfile profile)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new TestCertificate(LeafRequest(profile, key).CreateSelfSigned(profile.NotBefore, profile.NotAfter), []);
    }

    public TestCertificate Issue(LeafProfile profile)
    {
        using AsymmetricAlgorithm leafKey = profile.IsRsa ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signed = Sign(LeafRequest(profile, leafKey), profile.NotBefore, profile.NotAfter);
        var withKey = leafKey is RSA own ? signed.CopyWithPrivateKey(own) : signed.CopyWithPrivateKey((ECDsa)leafKey);
        return new TestCertificate(withKey, intermediates);
    }

    public void Dispose()
    {
        authority.Dispose();
        key.Dispose();
    }

    private static CertificateRequest LeafRequest(LeafProfile profile, AsymmetricAlgorithm leafKey)
    {
        var request = leafKey is RSA rsa
            ? new CertificateRequest(Subject(profile), rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(Subject(profile), (ECDsa)leafKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid(profile.IsForClient ? ClientAuthentication : ServerAuthentication)], critical: false));
        if (profile.Names.Count > 0)
        {
            request.CertificateExtensions.Add(AlternativeNames(profile.Names));
        }
        return request;
    }

    private static CertificateRequest AuthorityRequest(string commonName, ECDsa key)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(commonName);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private static X500DistinguishedName Subject(LeafProfile profile)
    {
        // The builder encodes in reverse: what is added first comes last.
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(profile.CommonName ?? profile.Names[0]);
        foreach (var organization in profile.Organizations.Reverse())
        {
            subject.AddOrganizationName(organization);
        }
        return subject.Build();
    }

    internal static X509Extension AlternativeNames(IReadOnlyList<string> names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                builder.AddIpAddress(address);
            }
            else
            {
                builder.AddDnsName(name);
            }
        }
        return builder.Build();
    }

    // By name and generator, not by certificate: that overload refuses a leaf that outlives its authority, which some tests want.
    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        if (authority.Extensions.OfType<X509SubjectKeyIdentifierExtension>().SingleOrDefault() is { } identifier)
        {
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(identifier));
        }
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3f) | 0x40); // positive, and as long as it is written
        return request.Create(authority.SubjectName, Generator, notBefore, notAfter, serial);
    }
}
