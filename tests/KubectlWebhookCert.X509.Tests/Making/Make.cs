using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace KubectlWebhookCert.X509.Tests.Making;

/// <summary>Certificates and keys by the platform, to be compared with what we read.</summary>
internal static class Make
{
    public static readonly DateTimeOffset From = new(2024, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>Made once: making one takes longer than all that is done with it. Never disposed.</summary>
    public static readonly RSA RsaKey = RSA.Create(2048);

    public static readonly RSA OtherRsaKey = RSA.Create(1024);

    public static X509Certificate2 SelfSigned(
        AsymmetricAlgorithm key, string subject = "CN=hook.ns.svc", DateTimeOffset? until = null, params X509Extension[] extensions)
    {
        var request = key switch
        {
            RSA rsa => new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            ECDsa ecdsa => new CertificateRequest(subject, ecdsa, HashAlgorithmName.SHA384),
            _ => throw new NotSupportedException(),
        };
        foreach (var extension in extensions)
        {
            request.CertificateExtensions.Add(extension);
        }

        return request.CreateSelfSigned(From, until ?? From.AddYears(1));
    }

    public static X509Extension Names(bool critical = false)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("hook.ns.svc");
        names.AddDnsName("*.Example.org");
        names.AddIpAddress(IPAddress.Parse("10.1.2.3"));
        names.AddIpAddress(IPAddress.Parse("fd00::1"));
        names.AddEmailAddress("ops@example.org");
        names.AddUri(new Uri("spiffe://cluster.local/ns/web"));
        names.AddUserPrincipalName("ops@directory");
        return names.Build(critical);
    }

    public static ECDsa EcKey(string curve = "P-256") => ECDsa.Create(ECCurve.CreateFromValue(curve switch
    {
        "P-256" => "1.2.840.10045.3.1.7",
        "P-384" => "1.3.132.0.34",
        "P-521" => "1.3.132.0.35",
        _ => "1.3.132.0.33",
    }));

    public static byte[] Pem(string label, ReadOnlySpan<byte> bytes) => Encoding.ASCII.GetBytes(PemEncoding.WriteString(label, bytes) + "\n");
}
