using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using KubectlWebhookCert.Tests.Cluster;

namespace KubectlWebhookCert.Core.Tests.Fixtures;

/// <summary>Chains that API servers refuse for reasons that hardly anybody meets.</summary>
internal static class OddCertificates
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Excluded = new(TagClass.ContextSpecific, 1, isConstructed: true);
    private static readonly Asn1Tag DnsName = new(TagClass.ContextSpecific, 2);

    /// <summary>A CA with an RSA key of some bits and its leaf.</summary>
    public static (byte[] Ca, string Leaf) SignedBy(int bits)
    {
        using var key = RSA.Create(bits);
        var stage = Chain(new CertificateRequest("CN=hook-ca", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), []);
        return (stage.Bundle.ToArray(), PemEncoding.WriteString("CERTIFICATE", stage.Presented[0].Span) + "\n");
    }

    /// <summary>A leaf about an RSA key of 8200 bits, which nobody has.</summary>
    public static VerdictStage LargeKey()
    {
        var modulus = Enumerable.Repeat((byte)0xa5, 1025).ToArray();
        using var key = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = [1, 0, 1] });
        using var ca = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Chain(Authority(ca), [], new CertificateRequest(
            new X500DistinguishedName("CN=hook"), new PublicKey(key), HashAlgorithmName.SHA256));
    }

    /// <summary>A leaf that demands policies and has none.</summary>
    public static VerdictStage PoliciesMissing()
    {
        using var ca = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = RSA.Create(2048);
        var leaf = new CertificateRequest("CN=hook", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        leaf.CertificateExtensions.Add(Extension("2.5.29.36", writer =>
        {
            using var constraints = writer.PushSequence();
            writer.WriteInteger(0, Context0); // requireExplicitPolicy
        }));
        return Chain(Authority(ca), [], leaf);
    }

    /// <summary>More names than an API server compares with the CA's constraints.</summary>
    public static VerdictStage ManyConstraints()
    {
        using var ca = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Authority(ca);
        request.CertificateExtensions.Add(Extension("2.5.29.30", writer =>
        {
            using var constraints = writer.PushSequence();
            using var excluded = writer.PushSequence(Excluded);
            foreach (var domain in Domains(600))
            {
                using var subtree = writer.PushSequence();
                writer.WriteCharacterString(UniversalTagNumber.IA5String, domain, DnsName);
            }
        }));
        return Chain(request, Domains(600).Select(domain => $"www.{domain}.org"));
    }

    /// <summary>A hundred and one CAs of the issuer's name, none of which is it.</summary>
    public static VerdictStage ManyNamesakes()
    {
        var others = string.Concat(Enumerable.Range(0, 101).Select(_ => Shaped.Alone(Shaped.Root).Pem));
        return new VerdictCase("", [Shaped.Root, Shaped.Leaf], "") { Bundle = _ => others }.Issue(Hook.ServerName);
    }

    /// <summary>An intermediate with an address that newer parsers do not read.</summary>
    public static VerdictStage MappedAddress() =>
        new VerdictCase("", [Shaped.Root, Shaped.Middle with { Names = ["::ffff:10.0.0.1"] }, Shaped.Leaf], "").Issue(Hook.ServerName);

    private static IEnumerable<string> Domains(int count) =>
        Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"d{number}.example"));

    private static CertificateRequest Authority(ECDsa key) => new("CN=hook-ca", key, HashAlgorithmName.SHA256);

    private static VerdictStage Chain(CertificateRequest authority, IEnumerable<string> furtherNames, CertificateRequest? leaf = null)
    {
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var ca = authority.CreateSelfSigned(From, From.AddYears(10));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = leaf ?? new CertificateRequest("CN=hook", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in furtherNames.Prepend(Hook.ServerName))
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        using var signer = (AsymmetricAlgorithm?)ca.GetRSAPrivateKey() ?? ca.GetECDsaPrivateKey();
        var generator = signer is RSA rsa
            ? X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1)
            : X509SignatureGenerator.CreateForECDsa((ECDsa)signer!);
        using var certificate = request.Create(ca.SubjectName, generator, From, From.AddYears(5), [2]);
        return new VerdictStage(
            Encoding.ASCII.GetBytes(ca.ExportCertificatePem() + "\n"), [certificate.RawData], leaf is null ? key.ExportPkcs8PrivateKey() : []);
    }

    private static X509Extension Extension(string oid, Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        write(writer);
        return new X509Extension(oid, writer.Encode(), critical: true);
    }
}
