using System.Security.Cryptography;
using System.Text;
using KubectlWebhookCert.X509.Issuing;
using KubectlWebhookCert.X509.Keys;
using KubectlWebhookCert.X509.Pem;
using KubectlWebhookCert.X509.Tests.Making;

namespace KubectlWebhookCert.X509.Tests.Issuing;

public sealed class SigningKeyTests
{
    [Theory]
    [InlineData("RSA 2048", PrivateKeyEncoding.Pkcs1, "RSA PRIVATE KEY")]
    [InlineData("RSA 3072", PrivateKeyEncoding.Pkcs8, "PRIVATE KEY")]
    [InlineData("RSA 4096", PrivateKeyEncoding.Pkcs1, "RSA PRIVATE KEY")]
    [InlineData("ECDSA P-256", PrivateKeyEncoding.Sec1, "EC PRIVATE KEY")]
    [InlineData("ECDSA P-256", PrivateKeyEncoding.Pkcs8, "PRIVATE KEY")]
    [InlineData("ECDSA P-384", PrivateKeyEncoding.Sec1, "EC PRIVATE KEY")]
    [InlineData("ECDSA P-384", PrivateKeyEncoding.Pkcs8, "PRIVATE KEY")]
    [InlineData("ECDSA P-521", PrivateKeyEncoding.Sec1, "EC PRIVATE KEY")]
    public async Task Makes_keys_that_we_and_openssl_read(string algorithm, PrivateKeyEncoding encoding, string label)
    {
        using var made = SigningKey.Generate(Issue.Algorithm(algorithm));
        var certificate = Issue.Authority(made);

        var pem = made.ExportPem(encoding);
        var read = PrivateKey.Read(pem);
        using var loaded = SigningKey.Load(read);
        var (exitCode, output) = await OpenSsl.RunAsync(pem, "pkey", "-check", "-noout");

        Assert.Equal($"{algorithm} private key", made.ToString());
        Assert.Equal((encoding, label, algorithm), (read.Encoding, read.Label, certificate.PublicKey.ToString()));
        Assert.True(read.Matches(certificate));
        Assert.Equal(made.PublicKey, loaded.PublicKey);
        Assert.Equal(KeyAlgorithm.Like(made.PublicKey), Issue.Algorithm(algorithm));
        Assert.Equal((0, "Key is valid\n"), (exitCode, output));
    }

    [Fact]
    public void Writes_lines_of_64_characters_that_end_with_LF()
    {
        using var key = SigningKey.Generate(KeyAlgorithm.EcdsaP256);

        var lines = Encoding.ASCII.GetString(key.ExportPem(PrivateKeyEncoding.Pkcs8)).Split('\n');

        Assert.Equal("-----BEGIN PRIVATE KEY-----", lines[0]);
        Assert.All(lines[1..^3], line => Assert.Equal(64, line.Length));
        Assert.InRange(lines[^3].Length, 1, 64);
        Assert.Equal(["-----END PRIVATE KEY-----", ""], lines[^2..]);
    }

    [Theory]
    [InlineData("P-224", "1.3.132.0.33")]
    [InlineData("P-256", "1.2.840.10045.3.1.7")]
    [InlineData("P-384", "1.3.132.0.34")]
    [InlineData("P-521", "1.3.132.0.35")]
    public void Loads_EC_keys_by_their_number_alone(string curve, string oid)
    {
        using var pair = Make.EcKey(curve);
        var number = pair.ExportParameters(includePrivateParameters: true).D ?? [];
        var parameters = RawCertificate.Element(0xa0, RawCertificate.Oid(oid));
        var encoding = RawCertificate.Sequence([2, 1, 1], RawCertificate.Element(4, [0, .. number]), parameters);

        using var key = SigningKey.Load(PrivateKey.Read(Make.Pem("EC PRIVATE KEY", encoding)));

        Assert.Equal(pair.ExportSubjectPublicKeyInfo(), key.PublicKey.Raw.ToArray());
    }

    [Fact]
    public void Loads_RSA_keys_in_both_encodings_whatever_the_label()
    {
        foreach (var encoding in new[] { Make.RsaKey.ExportRSAPrivateKey(), Make.RsaKey.ExportPkcs8PrivateKey() })
        {
            using var key = SigningKey.Load(PrivateKey.Read(Make.Pem("RSA PRIVATE KEY", encoding)));

            Assert.Equal(Make.RsaKey.ExportSubjectPublicKeyInfo(), key.PublicKey.Raw.ToArray());
        }
    }

    [Fact]
    public void Says_that_Ed25519_cannot_sign_here()
    {
        var algorithm = RawCertificate.Sequence(RawCertificate.Oid("1.3.101.112"));
        var encoding = RawCertificate.Sequence([2, 1, 0], algorithm, RawCertificate.Element(4, RawCertificate.Element(4, new byte[32])));

        var exception = Assert.Throws<IssuingException>(() => SigningKey.Load(PrivateKey.Read(Make.Pem("PRIVATE KEY", encoding))));

        Assert.Equal(IssuingProblem.KeyUnsupported, exception.Problem);
        Assert.Equal("Ed25519 private keys cannot sign certificates here: this platform has RSA and ECDSA only", exception.Message);
    }

    [Fact]
    public void Says_that_a_key_is_encrypted()
    {
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        var pem = Make.RsaKey.ExportEncryptedPkcs8PrivateKeyPem("password", encryption);

        Assert.Equal(IssuingProblem.KeyEncrypted, Assert.Throws<IssuingException>(() => SigningKey.Load(Issue.Read(pem))).Problem);
    }

    [Fact]
    public void Says_that_the_platform_does_not_take_a_key()
    {
        var curve = RawCertificate.Element(0xa0, RawCertificate.Oid("1.2.840.10045.3.1.7"));
        var zero = RawCertificate.Sequence([2, 1, 1], RawCertificate.Element(4, new byte[32]), curve);

        var exception = Assert.Throws<IssuingException>(() => SigningKey.Load(PrivateKey.Read(Make.Pem("EC PRIVATE KEY", zero))));

        Assert.Equal(IssuingProblem.KeyNotLoadable, exception.Problem);
        Assert.Equal("this platform does not take the ECDSA P-256 private key, SEC1", exception.Message);
    }

    [Theory]
    [InlineData("RSA 2048", PrivateKeyEncoding.Sec1)]
    [InlineData("RSA 2048", PrivateKeyEncoding.EncryptedPkcs8)]
    [InlineData("ECDSA P-256", PrivateKeyEncoding.Pkcs1)]
    [InlineData("ECDSA P-256", PrivateKeyEncoding.EncryptedLegacy)]
    public void Refuses_encodings_that_the_key_does_not_have(string algorithm, PrivateKeyEncoding encoding)
    {
        using var key = SigningKey.Generate(Issue.Algorithm(algorithm));

        var exception = Assert.Throws<IssuingException>(() => key.ExportPem(encoding));

        Assert.Equal(IssuingProblem.EncodingUnsuitable, exception.Problem);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(4104)]
    public void Makes_no_RSA_key_like_one_that_is_too_short_or_too_long(int size)
    {
        var key = RsaKey(size);

        var exception = Assert.Throws<IssuingException>(() => KeyAlgorithm.Like(key));

        Assert.Equal(IssuingProblem.KeyUnsupported, exception.Problem);
        Assert.StartsWith($"no key like RSA {size} is made", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Makes_keys_like_others_of_unusual_length()
    {
        var algorithm = KeyAlgorithm.Like(RsaKey(2056));
        using var key = SigningKey.Generate(algorithm);

        Assert.Equal("RSA 2056", key.PublicKey.ToString());
    }

    [Fact]
    public void Writes_PEM_that_we_read_whatever_its_length()
    {
        for (var length = 1; length < 200; length++)
        {
            var bytes = Enumerable.Range(0, length).Select(octet => (byte)octet).ToArray();

            var block = Assert.Single(PemReader.Read(PemWriter.Write("CERTIFICATE", bytes)).Blocks);

            Assert.Equal(bytes, block.Bytes.ToArray());
        }
    }

    /// <summary>A public key of this length; nobody has the private one.</summary>
    private static PublicKey RsaKey(int sizeInBits)
    {
        var modulus = RawCertificate.Element(2, [0, 0x80, .. new byte[(sizeInBits / 8) - 1]]);
        var key = RawCertificate.Element(3, [0, .. RawCertificate.Sequence(modulus, [2, 1, 3])]);
        var algorithm = RawCertificate.Sequence(RawCertificate.Oid("1.2.840.113549.1.1.1"), [5, 0]);
        return new RawCertificate { PublicKey = RawCertificate.Sequence(algorithm, key) }.Parse().PublicKey;
    }
}
