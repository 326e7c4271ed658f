using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Tests.Fixtures;

/// <summary>A certificate of the shape that a test needs, with its key.</summary>
internal sealed class Issued
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly AsymmetricAlgorithm key;
    private readonly X500DistinguishedName subject;

    private Issued(X500DistinguishedName subject, AsymmetricAlgorithm key, byte[] der)
    {
        this.subject = subject;
        this.key = key;
        Certificate = Certificate.Parse(der);
        Pem = PemEncoding.WriteString("CERTIFICATE", der) + "\n";
    }

    public Certificate Certificate { get; }

    public string Pem { get; }

    /// <summary>The CA bundle's text.</summary>
    public string Base64 => Convert.ToBase64String(Encoding.UTF8.GetBytes(Pem));

    /// <summary>PKCS#1 for RSA, SEC1 for ECDSA, as Go's own encoders write.</summary>
    public string KeyPem => (key switch
    {
        RSA rsa => rsa.ExportRSAPrivateKeyPem(),
        ECDsa ecdsa => ecdsa.ExportECPrivateKeyPem(),
        _ => throw new InvalidOperationException(),
    }) + "\n";

    /// <summary>A self-signed CA.</summary>
    public static Issued Ca(string subject, int key = 0, int serial = 1, string? dnsName = null) =>
        Make(subject, TestKeys.Rsa(key), null, isCa: true, serial, dnsName is null ? [] : [dnsName], From.AddYears(10));

    /// <summary>A self-signed CA with a validity of its own.</summary>
    public static Issued CaOf(string subject, int key, DateTimeOffset from, DateTimeOffset until) =>
        Make(subject, TestKeys.Rsa(key), null, isCa: true, 1, [], until, from);

    /// <summary>A self-signed certificate that is no CA.</summary>
    public static Issued SelfSigned(string subject, int key, params string[] dnsNames) =>
        Make(subject, TestKeys.Rsa(key), null, isCa: false, 7, dnsNames, From.AddYears(1));

    /// <summary>A self-signed CA with an ECDSA key.</summary>
    public static Issued EcdsaCa(string subject) =>
        Make(subject, ECDsa.Create(ECCurve.NamedCurves.nistP256), null, isCa: true, 1, [], From.AddYears(100));

    /// <summary>A leaf signed by this CA.</summary>
    public Issued Leaf(string leafSubject, int key, int serial, DateTimeOffset? until = null, params string[] dnsNames) =>
        Make(leafSubject, TestKeys.Rsa(key), this, isCa: false, serial, dnsNames, until ?? From.AddYears(1));

    /// <summary>A CA signed by this one.</summary>
    public Issued SubCa(string subject, int key) => Make(subject, TestKeys.Rsa(key), this, isCa: true, 5, [], From.AddYears(5));

    /// <summary>A leaf with an ECDSA key signed by this CA.</summary>
    public Issued EcdsaLeaf(string leafSubject, params string[] dnsNames) =>
        Make(leafSubject, ECDsa.Create(ECCurve.NamedCurves.nistP256), this, isCa: false, 2, dnsNames, From.AddYears(100));

    private static Issued Make(
        string subject, AsymmetricAlgorithm key, Issued? issuer, bool isCa, int serial, string[] dnsNames, DateTimeOffset until, DateTimeOffset? from = null)
    {
        var name = new X500DistinguishedName(subject);
        var request = key is RSA rsa
            ? new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(name, (ECDsa)key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isCa, false, 0, true));
        if (dnsNames.Length > 0)
        {
            var names = new SubjectAlternativeNameBuilder();
            foreach (var dnsName in dnsNames)
            {
                if (IPAddress.TryParse(dnsName, out var address))
                {
                    names.AddIpAddress(address);
                }
                else
                {
                    names.AddDnsName(dnsName);
                }
            }

            request.CertificateExtensions.Add(names.Build());
        }

        var signer = issuer?.key ?? key;
        var generator = signer is RSA rsaSigner
            ? X509SignatureGenerator.CreateForRSA(rsaSigner, RSASignaturePadding.Pkcs1)
            : X509SignatureGenerator.CreateForECDsa((ECDsa)signer);
        using var certificate = request.Create(issuer?.subject ?? name, generator, from ?? From, until, [(byte)serial]);
        return new Issued(name, key, certificate.RawData);
    }
}
