using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KubectlWebhookCert.Cluster.Api;

public sealed class CertificateSignatureTests
{
    public static TheoryData<string, HashAlgorithmName, bool> Algorithms => new()
    {
        { "rsa", HashAlgorithmName.SHA256, true },
        { "rsa", HashAlgorithmName.SHA384, true },
        { "rsa", HashAlgorithmName.SHA512, true },
        { "rsa", HashAlgorithmName.SHA1, false }, // refused since Go 1.18
        { "ecdsa", HashAlgorithmName.SHA256, true },
        { "ecdsa", HashAlgorithmName.SHA384, true },
        { "ecdsa", HashAlgorithmName.SHA512, true },
    };

    [Theory]
    [MemberData(nameof(Algorithms), DisableDiscoveryEnumeration = true)]
    public void Knows_the_signatures_that_Go_takes(string algorithm, HashAlgorithmName hash, bool accepted)
    {
        using var signer = SelfSigned(algorithm, hash);

        Assert.Equal(accepted, CertificateSignature.IsBy(signer, signer));
    }

    [Theory]
    [InlineData("rsa", "rsa")]
    [InlineData("ecdsa", "ecdsa")]
    [InlineData("rsa", "ecdsa")]
    [InlineData("ecdsa", "rsa")]
    public void A_signature_of_another_key_is_none(string algorithm, string other)
    {
        using var signed = SelfSigned(algorithm, HashAlgorithmName.SHA256);
        using var namesake = SelfSigned(other, HashAlgorithmName.SHA256);

        Assert.False(CertificateSignature.IsBy(signed, namesake));
    }

    [Fact]
    public void A_changed_certificate_is_not_signed()
    {
        using var signer = SelfSigned("ecdsa", HashAlgorithmName.SHA256);
        var bytes = signer.RawData;
        bytes[bytes.AsSpan().IndexOf("authority"u8)] ^= 0x20;
        using var changed = X509CertificateLoader.LoadCertificate(bytes);

        Assert.False(CertificateSignature.IsBy(changed, signer));
    }

    private static X509Certificate2 SelfSigned(string algorithm, HashAlgorithmName hash)
    {
        var now = DateTimeOffset.UtcNow;
        if (algorithm == "rsa")
        {
            using var rsa = RSA.Create(2048);
            var request = new CertificateRequest("CN=authority", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return hash == HashAlgorithmName.SHA1
                ? request.Create(request.SubjectName, new Sha1Signer(rsa), now.AddDays(-1), now.AddDays(1), [1])
                : new CertificateRequest("CN=authority", rsa, hash, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        }

        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=authority", ecdsa, hash).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    /// <summary>Signs as nobody should any more.</summary>
    private sealed class Sha1Signer(RSA key) : X509SignatureGenerator
    {
        private readonly X509SignatureGenerator usual = CreateForRSA(key, RSASignaturePadding.Pkcs1);

        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) =>
            [0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x05, 0x05, 0x00];

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) =>
            usual.SignData(data, HashAlgorithmName.SHA1);

        protected override PublicKey BuildPublicKey() => usual.PublicKey;
    }
}
