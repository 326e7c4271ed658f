using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>A certificate with its key, and what it may sign. Names say nothing about keys: two may have one name.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly ECDsa key;
    private readonly X509SignatureGenerator signer;

    private TestAuthority(X509Certificate2 certificate, ECDsa key)
    {
        Certificate = certificate;
        this.key = key;
        signer = X509SignatureGenerator.CreateForECDsa(key);
    }

    public X509Certificate2 Certificate { get; }

    public static TestAuthority Root(string name = "test root", int fromDays = -2, int untilDays = 2)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return new TestAuthority(request.CreateSelfSigned(Day(fromDays), Day(untilDays)), key);
    }

    public TestAuthority Intermediate(bool isAuthority = true, int untilDays = 1, params X509Extension[] extensions)
    {
        var below = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test intermediate", below, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        foreach (var extension in extensions)
        {
            request.CertificateExtensions.Add(extension);
        }

        return new TestAuthority(Sign(request, -2, untilDays), below);
    }

    /// <summary>A server's certificate; an IP address among the names becomes an IP SAN.</summary>
    public X509Certificate2 Leaf(string names = "localhost", int fromDays = -1, int untilDays = 1, string usage = "1.3.6.1.5.5.7.3.1")
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var unsigned = Sign(Request(own, names, usage), fromDays, untilDays);
        return unsigned.CopyWithPrivateKey(own);
    }

    /// <summary>A server's certificate that signs itself and is no authority.</summary>
    public static X509Certificate2 SelfSignedLeaf()
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(own, "localhost", "1.3.6.1.5.5.7.3.1");
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        return request.CreateSelfSigned(Day(-1), Day(1));
    }

    public void Dispose()
    {
        Certificate.Dispose();
        key.Dispose();
    }

    private static CertificateRequest Request(ECDsa own, string names, string usage)
    {
        var request = new CertificateRequest("CN=server", own, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names.Split(' '))
        {
            if (IPAddress.TryParse(name, out var address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(name);
            }
        }

        request.CertificateExtensions.Add(alternatives.Build());
        return request;
    }

    private X509Certificate2 Sign(CertificateRequest request, int fromDays, int untilDays) =>
        request.Create(Certificate.SubjectName, signer, Day(fromDays), Day(untilDays), RandomNumberGenerator.GetBytes(8));

    private static DateTimeOffset Day(int days) => DateTimeOffset.UtcNow.AddDays(days);
}
