using System.Security.Cryptography;
using System.Text;
using KubectlWebhookCert.X509.Keys;
using KubectlWebhookCert.X509.Tests.Making;

namespace KubectlWebhookCert.X509.Tests;

public sealed class PrivateKeyTests
{
    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);

    [Theory]
    [InlineData(PrivateKeyEncoding.Pkcs1, "RSA 2048 private key, PKCS#1")]
    [InlineData(PrivateKeyEncoding.Pkcs8, "RSA 2048 private key, PKCS#8")]
    public void Reads_RSA_keys(PrivateKeyEncoding encoding, string expected)
    {
        var pair = Make.RsaKey;
        var other = Make.OtherRsaKey;
        using var certificate = Make.SelfSigned(pair);
        using var otherCertificate = Make.SelfSigned(other);
        var pem = encoding == PrivateKeyEncoding.Pkcs1 ? pair.ExportRSAPrivateKeyPem() : pair.ExportPkcs8PrivateKeyPem();

        var key = Read(pem);

        Assert.Equal((PublicKeyKind.Rsa, 2048, encoding, false), (key.Kind, key.SizeInBits, key.Encoding, key.IsEncrypted));
        Assert.Equal(expected, key.ToString());
        Assert.True(key.Matches(Certificate.Parse(certificate.RawData)));
        Assert.False(key.Matches(Certificate.Parse(otherCertificate.RawData)));
    }

    [Theory]
    [InlineData("P-224", PrivateKeyEncoding.Sec1)]
    [InlineData("P-256", PrivateKeyEncoding.Sec1)]
    [InlineData("P-384", PrivateKeyEncoding.Sec1)]
    [InlineData("P-521", PrivateKeyEncoding.Sec1)]
    [InlineData("P-256", PrivateKeyEncoding.Pkcs8)]
    [InlineData("P-521", PrivateKeyEncoding.Pkcs8)]
    public void Reads_EC_keys(string curve, PrivateKeyEncoding encoding)
    {
        using var pair = Make.EcKey(curve);
        using var other = Make.EcKey(curve);
        var pem = encoding == PrivateKeyEncoding.Sec1 ? pair.ExportECPrivateKeyPem() : pair.ExportPkcs8PrivateKeyPem();

        var key = Read(pem);

        Assert.Equal((PublicKeyKind.Ecdsa, curve, encoding), (key.Kind, key.Curve, key.Encoding));
        Assert.True(key.Matches(About(pair.ExportSubjectPublicKeyInfo())));
        Assert.False(key.Matches(About(other.ExportSubjectPublicKeyInfo())));
    }

    [Fact]
    public void Reads_the_key_behind_its_parameters()
    {
        using var pair = Make.EcKey();
        var pem = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + pair.ExportECPrivateKeyPem();

        Assert.Equal(PrivateKeyEncoding.Sec1, Read(pem).Encoding);
    }

    [Fact]
    public void Derives_the_public_key_where_the_encoding_has_none_or_a_wrong_one()
    {
        using var pair = Make.EcKey();
        var certificate = About(pair.ExportSubjectPublicKeyInfo());
        var number = pair.ExportParameters(includePrivateParameters: true).D ?? [];
        var curve = RawCertificate.Element(0xa0, RawCertificate.Oid("1.2.840.10045.3.1.7"));
        using var other = Make.EcKey();
        var wrong = RawCertificate.Element(0xa1, RawCertificate.Element(3, [0, .. Certificate.Parse(new RawCertificate { PublicKey = other.ExportSubjectPublicKeyInfo() }.Encode()).PublicKey.Value.Span]));

        Assert.True(Read("EC PRIVATE KEY", RawCertificate.Sequence([2, 1, 1], RawCertificate.Element(4, number), curve)).Matches(certificate));
        Assert.True(Read("EC PRIVATE KEY", RawCertificate.Sequence([2, 1, 1], RawCertificate.Element(4, [0, 0, .. number]), curve)).Matches(certificate));
        Assert.True(Read("EC PRIVATE KEY", RawCertificate.Sequence([2, 1, 1], RawCertificate.Element(4, number), curve, wrong)).Matches(certificate));
    }

    [Fact]
    public void Takes_the_encoding_from_the_content_and_not_from_the_label()
    {
        var pair = Make.RsaKey;

        var key = Read("RSA PRIVATE KEY", pair.ExportPkcs8PrivateKey());

        Assert.Equal((PrivateKeyEncoding.Pkcs8, "RSA PRIVATE KEY"), (key.Encoding, key.Label));
    }

    [Theory] // RFC 8032 §7.1, tests 1 and 2
    [InlineData(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        true)]
    [InlineData(
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        true)]
    [InlineData(
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        false)]
    public void Judges_Ed25519_by_what_the_private_key_makes_of_itself(string seed, string publicKey, bool expected)
    {
        var algorithm = RawCertificate.Sequence(RawCertificate.Oid("1.3.101.112"));
        var secret = RawCertificate.Element(4, RawCertificate.Element(4, Convert.FromHexString(seed)));
        var point = Convert.FromHexString(publicKey);

        var key = Read("PRIVATE KEY", RawCertificate.Sequence([2, 1, 0], algorithm, secret));
        var second = Read("PRIVATE KEY", RawCertificate.Sequence([2, 1, 1], algorithm, secret, RawCertificate.Element(0x81, [0, .. point])));

        var about = About(RawCertificate.Sequence(algorithm, RawCertificate.Element(3, [0, .. point])));
        Assert.Equal("Ed25519 private key, PKCS#8", key.ToString());
        Assert.Equal(expected, key.Matches(about));
        Assert.Equal(expected, second.Matches(about)); // whatever version 2 says that it is
        Assert.False(key.Matches(new RawCertificate().Parse()));
    }

    [Fact]
    public void Recognises_encrypted_PKCS8()
    {
        var pair = Make.RsaKey;

        var key = Read(pair.ExportEncryptedPkcs8PrivateKeyPem("password", Encryption));

        Assert.Equal((PrivateKeyEncoding.EncryptedPkcs8, true, PublicKeyKind.Unknown), (key.Encoding, key.IsEncrypted, key.Kind));
        Assert.Null(key.Matches(new RawCertificate().Parse()));
        Assert.Equal("private key, encrypted PKCS#8", key.ToString());
    }

    [Theory]
    [InlineData("RSA PRIVATE KEY", PublicKeyKind.Rsa)]
    [InlineData("EC PRIVATE KEY", PublicKeyKind.Ecdsa)]
    public void Recognises_keys_that_PEM_encrypts(string label, PublicKeyKind kind)
    {
        var key = Read($"-----BEGIN {label}-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,0011\n\nQUJD\n-----END {label}-----\n");

        Assert.Equal((PrivateKeyEncoding.EncryptedLegacy, kind), (key.Encoding, key.Kind));
        Assert.Null(key.Matches(new RawCertificate().Parse()));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n", "holds no private key: block 1 is CERTIFICATE")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----\n", "block 1 at offset 0: malformed private key at offset 0")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMAUCAQAFAA==\n-----END PRIVATE KEY-----\n", "block 1 at offset 0: neither PKCS#1 nor PKCS#8 nor SEC1 at offset 5")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nQUJD\n-----END OPENSSH PRIVATE KEY-----\n", "block 1 at offset 0: an OpenSSH key, which TLS servers do not read")]
    public void Says_why_there_is_no_key(string text, string expected)
    {
        Assert.False(PrivateKey.TryRead(Encoding.ASCII.GetBytes(text), out var key, out var problem));

        Assert.Null(key);
        Assert.Equal(expected, problem);
        Assert.Equal(expected, Assert.Throws<PrivateKeyFormatException>(() => Read(text)).Message);
    }

    [Fact]
    public void Refuses_RSA_numbers_that_contradict_each_other()
    {
        var pair = Make.RsaKey;
        var encoding = pair.ExportRSAPrivateKey();
        encoding[40] ^= 1; // in the modulus

        var exception = Assert.Throws<PrivateKeyFormatException>(() => Read("RSA PRIVATE KEY", encoding));

        Assert.Contains("contradict each other", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_an_EC_number_that_is_not_below_the_order()
    {
        var curve = RawCertificate.Element(0xa0, RawCertificate.Oid("1.2.840.10045.3.1.7"));
        var number = RawCertificate.Element(4, Enumerable.Repeat((byte)0xff, 32).ToArray());

        Assert.Throws<PrivateKeyFormatException>(() => Read("EC PRIVATE KEY", RawCertificate.Sequence([2, 1, 1], number, curve)));
    }

    private static PrivateKey Read(string pem) => PrivateKey.Read(Encoding.ASCII.GetBytes(pem));

    private static PrivateKey Read(string label, byte[] encoding) => PrivateKey.Read(Make.Pem(label, encoding));

    private static Certificate About(byte[] publicKey) => new RawCertificate { PublicKey = publicKey }.Parse();
}
