using System.Security.Cryptography;
using System.Text;
using KubectlWebhookCert.X509.Tests.Making;
using KubectlWebhookCert.X509.Verification;
using KubectlWebhookCert.X509.Verification.KeyPairs;

namespace KubectlWebhookCert.X509.Tests.Verification.KeyPairs;

/// <summary>The texts are Go's own, measured with 1.19 to 1.27.</summary>
public sealed class KeyPairVerifierTests
{
    private const string Skipped = "after skipping PEM blocks of the following types:";

    private const string Ed25519Seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    private const string Ed25519Point = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    private static readonly GoVersion Newest = GoVersion.Newest;
    private static readonly byte[] Leaf = About(Make.RsaKey.ExportSubjectPublicKeyInfo());
    private static readonly byte[] Key = Make.Pem("RSA PRIVATE KEY", Make.RsaKey.ExportRSAPrivateKey());

    [Theory]
    [InlineData(19)]
    [InlineData(24)]
    [InlineData(27)]
    public void Accepts_every_kind_in_every_encoding_whatever_the_label(int minor)
    {
        foreach (var encoding in new[] { Make.RsaKey.ExportRSAPrivateKey(), Make.RsaKey.ExportPkcs8PrivateKey() })
        {
            AssertAccepted(Leaf, Make.Pem("EC PRIVATE KEY", encoding), minor);
        }

        foreach (var curve in new[] { "P-224", "P-256", "P-384", "P-521" })
        {
            using var pair = Make.EcKey(curve);
            var leaf = About(pair.ExportSubjectPublicKeyInfo());
            AssertAccepted(leaf, Make.Pem("PRIVATE KEY", pair.ExportECPrivateKey()), minor);
            AssertAccepted(leaf, Make.Pem("RSA PRIVATE KEY", pair.ExportPkcs8PrivateKey()), minor);
        }

        var (seed, point) = (Convert.FromHexString(Ed25519Seed), Convert.FromHexString(Ed25519Point));
        var algorithm = RawCertificate.Sequence(RawCertificate.Oid("1.3.101.112"));
        var publicKey = RawCertificate.Sequence(algorithm, RawCertificate.Element(3, [0, .. point]));
        var edwards = RsaNumbers.Wrap("1.3.101.112", [], RawCertificate.Element(4, seed));
        AssertAccepted(About(publicKey), Make.Pem("ANY PRIVATE KEY", edwards), minor);
    }

    [Fact]
    public void Takes_the_first_certificate_as_the_leaf_and_the_first_private_key()
    {
        var other = About(Make.OtherRsaKey.ExportSubjectPublicKeyInfo());
        byte[] certificates = [.. Make.Pem("X", [1]), .. Leaf, .. other];
        byte[] keys = [.. "text\n"u8, .. Make.Pem("EC PARAMETERS", [6, 0]), .. Key, .. Make.Pem("PRIVATE KEY", [1])];

        var accepted = Assert.IsType<KeyPairResult.Accepted>(KeyPairVerifier.Verify(certificates, keys, Newest));

        Assert.Equal(CertificateBundle.Read(Leaf).Certificates[0], accepted.Leaf);
        AssertRefused(KeyPairProblem.KeysDiffer, "tls: private key does not match public key", [.. other, .. Leaf], Key, 19, 27);
    }

    [Fact]
    public void Says_what_is_missing()
    {
        AssertRefused(KeyPairProblem.CertificateTextEmpty, "tls: failed to find any PEM data in certificate input", [], Key, 19, 27);
        AssertRefused(
            KeyPairProblem.CertificateTextHoldsKey,
            "tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched",
            Key,
            Leaf,
            19,
            27);
        AssertRefused(
            KeyPairProblem.CertificateMissing,
            $"tls: failed to find \"CERTIFICATE\" PEM block in certificate input {Skipped} [TRUSTED CERTIFICATE RSA PRIVATE KEY]",
            [.. Make.Pem("TRUSTED CERTIFICATE", [1]), .. Key],
            Key,
            19,
            27);
        AssertRefused(KeyPairProblem.KeyTextEmpty, "tls: failed to find any PEM data in key input", Leaf, "key"u8.ToArray(), 19, 27);
        AssertRefused(
            KeyPairProblem.KeyTextHoldsCertificate,
            "tls: found a certificate rather than a key in the PEM for the private key",
            Leaf,
            Leaf,
            19,
            27);
        AssertRefused(
            KeyPairProblem.KeyMissing,
            $"tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input {Skipped} [CERTIFICATE CERTIFICATE]",
            Leaf,
            [.. Leaf, .. Leaf],
            19,
            27);
        AssertRefused(
            KeyPairProblem.KeyMissing,
            $"tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input {Skipped} [XPRIVATE KEY]",
            Leaf,
            Make.Pem("XPRIVATE KEY", [1]),
            19,
            27);
    }

    [Fact]
    public void Prints_no_label_that_may_hold_key_material()
    {
        var text = Make.Pem("MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw", [1]);

        AssertRefused(
            KeyPairProblem.KeyMissing,
            $"tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input {Skipped} [a block with an unusual label]",
            Leaf,
            text,
            19,
            27);
    }

    [Fact]
    public void Compares_kind_and_key()
    {
        using var pair = Make.EcKey();
        using var wider = Make.EcKey("P-384");
        var ecLeaf = About(pair.ExportSubjectPublicKeyInfo());
        var widerKey = Make.Pem("EC PRIVATE KEY", wider.ExportECPrivateKey());
        var algorithm = RawCertificate.Sequence(RawCertificate.Oid("1.2.3.4"));
        var unknown = RawCertificate.Sequence(algorithm, RawCertificate.Element(3, [0, 1]));

        AssertRefused(KeyPairProblem.KindsDiffer, "tls: private key type does not match public key type", ecLeaf, Key, 19, 27);
        AssertRefused(KeyPairProblem.KeysDiffer, "tls: private key does not match public key", ecLeaf, widerKey, 19, 27);
        AssertRefused(KeyPairProblem.CertificateKeyUnknown, "tls: unknown public key algorithm", About(unknown), Key, 19, 27);
    }

    [Fact]
    public void Compares_the_RSA_exponent_since_1_26()
    {
        var key = RawCertificate.Sequence(RsaNumbers.Encode(new RsaNumbers(Make.RsaKey).Modulus), [2, 1, 3]);
        var algorithm = RawCertificate.Sequence(RawCertificate.Oid("1.2.840.113549.1.1.1"), [5, 0]);
        var leaf = About(RawCertificate.Sequence(algorithm, RawCertificate.Element(3, [0, .. key])));

        AssertAccepted(leaf, Key, 25);
        AssertRefused(KeyPairProblem.KeysDiffer, "tls: private key does not match public key", leaf, Key, 26, 27);
    }

    [Fact]
    public void Refuses_leaves_as_the_parser_of_the_version_does()
    {
        var negative = new RawCertificate { Serial = [2, 1, 0xff], PublicKey = Make.RsaKey.ExportSubjectPublicKeyInfo() }.Encode();
        var malformed = Make.Pem("CERTIFICATE", [0x30, 0]);

        AssertAccepted(Make.Pem("CERTIFICATE", negative), Key, 22);
        AssertRefused(KeyPairProblem.CertificateMalformed, "x509: negative serial number", Make.Pem("CERTIFICATE", negative), Key, 23, 27);
        AssertRefused(KeyPairProblem.CertificateMalformed, "x509: malformed tbs certificate", malformed, Key, 19, 27);
    }

    [Fact]
    public void Judges_the_key_before_it_is_compared_and_after_the_leaf()
    {
        using var pair = Make.EcKey();
        var leaf = About(pair.ExportSubjectPublicKeyInfo());
        var x25519 = Make.Pem("PRIVATE KEY", RsaNumbers.Wrap("1.3.101.110", [], RawCertificate.Element(4, new byte[32])));

        AssertRefused(KeyPairProblem.KeyMalformed, "tls: failed to parse private key", leaf, x25519, 19, 19);
        AssertRefused(KeyPairProblem.KeyCannotSign, "tls: found unknown private key type in PKCS#8 wrapping", leaf, x25519, 20, 27);
    }

    [Fact]
    public void Recognises_encrypted_keys()
    {
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        var pkcs8 = Make.Pem("ENCRYPTED PRIVATE KEY", Make.RsaKey.ExportEncryptedPkcs8PrivateKey("password", encryption));
        const string Headers = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,0011\n\nQUJD\n";
        var legacy = Encoding.ASCII.GetBytes(Headers + "-----END RSA PRIVATE KEY-----\n");

        AssertRefused(KeyPairProblem.KeyEncrypted, "tls: failed to parse private key", Leaf, pkcs8, 19, 26);
        AssertRefused(KeyPairProblem.KeyEncrypted, "tls: failed to parse private key", Leaf, legacy, 19, 26);
        var refused = Assert.IsType<KeyPairResult.Refused>(KeyPairVerifier.Verify(Leaf, pkcs8, Newest));
        Assert.Equal(KeyPairProblem.KeyEncrypted, refused.Problem);
        Assert.Contains(": asn1: structure error: tags don't match (2 vs {class:0 tag:16 length:", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_PEM_as_the_version_does()
    {
        byte[] damaged = [.. "\n-----END "u8, .. Leaf];

        AssertRefused(KeyPairProblem.CertificateTextEmpty, "tls: failed to find any PEM data in certificate input", damaged, Key, 19, 25);
        Assert.IsType<KeyPairResult.Accepted>(KeyPairVerifier.Verify(damaged, Key, new GoVersion(24, 10)));
        Assert.IsType<KeyPairResult.Accepted>(KeyPairVerifier.Verify(damaged, Key, new GoVersion(25, 4)));
        AssertAccepted(damaged, Key, 26);
    }

    private static byte[] About(byte[] publicKey) => Make.Pem("CERTIFICATE", new RawCertificate { PublicKey = publicKey }.Encode());

    private static void AssertAccepted(byte[] leaf, byte[] key, int minor) =>
        Assert.IsType<KeyPairResult.Accepted>(KeyPairVerifier.Verify(leaf, key, new GoVersion(minor, 0)));

    private static void AssertRefused(KeyPairProblem problem, string text, byte[] leaf, byte[] key, int first, int last)
    {
        for (var minor = first; minor <= last; minor++)
        {
            Assert.Equal(new KeyPairResult.Refused(problem, text), KeyPairVerifier.Verify(leaf, key, new GoVersion(minor, 0)));
        }
    }
}
