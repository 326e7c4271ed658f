using System.Numerics;
using KubectlWebhookCert.X509.Tests.Making;
using KubectlWebhookCert.X509.Verification;
using KubectlWebhookCert.X509.Verification.KeyPairs;

namespace KubectlWebhookCert.X509.Tests.Verification.KeyPairs;

/// <summary>What Go demands of private keys, version by version: who loads a key, and what 1.27 says of one it does not load.</summary>
public sealed class PrivateKeyRulesTests
{
    private const string Embedded = "x509: failed to parse RSA private key embedded in PKCS#8: ";
    private const string EmbeddedEc = "x509: failed to parse EC private key embedded in PKCS#8: ";
    private const string P256 = "1.2.840.10045.3.1.7";

    private static readonly RsaNumbers Rsa = new(Make.RsaKey);

    private static readonly Dictionary<string, byte[]> Keys = new()
    {
        ["whole"] = Rsa.Wrap(),
        ["without CRT"] = (Rsa with { FirstExponent = null, SecondExponent = null, Coefficient = null }).Wrap(),
        ["wrong dP"] = (Rsa with { FirstExponent = Rsa.FirstExponent + 1 }).Wrap(),
        ["wrong qInv"] = (Rsa with { Coefficient = Rsa.Coefficient - 1 }).Wrap(),
        ["large qInv"] = (Rsa with { Coefficient = Rsa.FirstPrime }).Wrap(),
        ["zero dQ"] = (Rsa with { SecondExponent = 0 }).Wrap(),
        ["other d"] = (Rsa with { PrivateExponent = Rsa.PrivateExponent - 1 }).Wrap(),
        ["large d"] = (Rsa with { PrivateExponent = Rsa.PrivateExponent + ((Rsa.FirstPrime - 1) * (Rsa.SecondPrime - 1) * 4) }).Wrap(),
        ["negative d"] = (Rsa with { PrivateExponent = -Rsa.PrivateExponent }).Wrap(),
        ["wrong modulus"] = (Rsa with { Modulus = Rsa.Modulus + 2 }).Wrap(),
        ["even modulus"] = (Rsa with { Modulus = Rsa.Modulus + 1 }).Wrap(),
        ["prime of one"] = (Rsa with { SecondPrime = 1 }).Wrap(),
        ["exponent one"] = (Rsa with { PublicExponent = 1 }).Wrap(),
        ["even exponent"] = (Rsa with { PublicExponent = 4 }).Wrap(),
        ["long exponent"] = (Rsa with { PublicExponent = (BigInteger)int.MaxValue + 2 }).Wrap(),
        ["overlong exponent"] = (Rsa with { PublicExponent = BigInteger.One << 64 }).Wrap(),
        ["version 2"] = (Rsa with { Version = 2 }).Wrap(),
        ["trailing data"] = RsaNumbers.Wrap("1.2.840.113549.1.1.1", [5, 0], [.. Rsa.Encode(), 0]),
        ["third prime"] = (Rsa with { Version = 1, More = Primes(Rsa.FirstPrime) }).Wrap(),
        ["third prime apart"] = (Rsa with { Version = 1, More = Primes(65537) }).Wrap(),
        ["EC in RSA"] = RsaNumbers.Wrap("1.2.840.113549.1.1.1", [5, 0], Ec(1)),
        ["EC"] = RsaNumbers.Wrap("1.2.840.10045.2.1", RawCertificate.Oid(P256), Ec(1)),
        ["EC without curve"] = RsaNumbers.Wrap("1.2.840.10045.2.1", [], Ec(1)),
        ["EC of other curve"] = RsaNumbers.Wrap("1.2.840.10045.2.1", RawCertificate.Oid("1.3.132.0.10"), Ec(1)),
        ["EC zero"] = RsaNumbers.Wrap("1.2.840.10045.2.1", RawCertificate.Oid(P256), Ec(0)),
        ["EC above the order"] = RsaNumbers.Wrap("1.2.840.10045.2.1", RawCertificate.Oid(P256), Ec((BigInteger.One << 256) - 1)),
        ["EC too long"] = RsaNumbers.Wrap("1.2.840.10045.2.1", RawCertificate.Oid(P256), Ec(BigInteger.One << 256)),
        ["RSA in EC"] = RsaNumbers.Wrap("1.2.840.10045.2.1", RawCertificate.Oid(P256), Rsa.Encode()),
        ["Ed25519 short"] = RsaNumbers.Wrap("1.3.101.112", [], RawCertificate.Element(4, new byte[31])),
        ["Ed25519 with parameters"] = RsaNumbers.Wrap("1.3.101.112", [5, 0], RawCertificate.Element(4, new byte[32])),
        ["Ed25519 of no octets"] = RsaNumbers.Wrap("1.3.101.112", [], [5, 0]),
        ["X25519"] = RsaNumbers.Wrap("1.3.101.110", [], RawCertificate.Element(4, new byte[32])),
        ["unknown"] = RsaNumbers.Wrap("1.2.3.4", [], [4, 0]),
        ["PKCS1"] = Rsa.Encode(),
        ["SEC1"] = Ec(1),
        ["SEC1 with trailing data"] = [.. Ec(1), 0],
        ["empty"] = [],
        ["truncated"] = Rsa.Wrap()[..100],
        ["octets"] = [4, 1, 0],
    };

    // since: the first Go 1.x that loads the key; before: the first that does not any more
    [Theory]
    [InlineData("whole", 19, 99)]
    [InlineData("without CRT", 19, 99)]
    [InlineData("wrong dP", 19, 24)]
    [InlineData("wrong qInv", 19, 24)]
    [InlineData("large qInv", 19, 24)]
    [InlineData("zero dQ", 19, 24)]
    [InlineData("other d", 24, 26)]
    [InlineData("large d", 19, 24)]
    [InlineData("third prime apart", 24, 99)]
    [InlineData("EC", 19, 99)]
    [InlineData("EC without curve", 19, 99)]
    [InlineData("EC zero", 19, 26)]
    [InlineData("X25519", 20, 99)]
    [InlineData("even exponent", 0, 0)]
    [InlineData("third prime", 0, 0)]
    [InlineData("EC above the order", 0, 0)]
    [InlineData("truncated", 0, 0)]
    public void Loads_PKCS8_keys_in_these_versions(string name, int since, int before)
    {
        for (var minor = 19; minor <= 27; minor++)
        {
            Assert.Equal((minor, minor >= since && minor < before), (minor, Loaders(Keys[name], minor).HasFlag(KeyLoaders.Pkcs8)));
        }
    }

    [Theory]
    [InlineData("wrong dP", Embedded + "crypto/rsa: invalid CRT exponent")]
    [InlineData("wrong qInv", Embedded + "crypto/rsa: invalid CRT coefficient")]
    [InlineData("large qInv", Embedded + "input overflows the modulus")]
    [InlineData("zero dQ", Embedded + "x509: private key contains zero or negative value")]
    [InlineData("other d", Embedded + "crypto/rsa: d does not match dP")]
    [InlineData("large d", Embedded + "input overflows the modulus size")]
    [InlineData("negative d", Embedded + "x509: private key contains zero or negative value")]
    [InlineData("wrong modulus", Embedded + "crypto/rsa: p * q != n")]
    [InlineData("even modulus", Embedded + "crypto/rsa: public modulus is even")]
    [InlineData("prime of one", Embedded + "modulus must be > 1")]
    [InlineData("exponent one", Embedded + "crypto/rsa: public exponent too small or negative")]
    [InlineData("even exponent", Embedded + "crypto/rsa: public exponent is even")]
    [InlineData("long exponent", Embedded + "crypto/rsa: public exponent too large")]
    [InlineData("overlong exponent", Embedded + "asn1: structure error: integer too large")]
    [InlineData("version 2", Embedded + "x509: unsupported private key version")]
    [InlineData("trailing data", Embedded + "asn1: syntax error: trailing data")]
    [InlineData("third prime", Embedded + "crypto/rsa: prime factors are not relatively prime")]
    [InlineData("EC in RSA", Embedded + "x509: failed to parse private key (use ParseECPrivateKey instead for this key format)")]
    [InlineData("RSA in EC", EmbeddedEc + "x509: failed to parse private key (use ParsePKCS1PrivateKey instead for this key format)")]
    [InlineData("EC of other curve", EmbeddedEc + "x509: unknown elliptic curve")]
    [InlineData("EC zero", EmbeddedEc + "ecdsa: invalid public key encoding")]
    [InlineData("EC above the order", EmbeddedEc + "input overflows the modulus")]
    [InlineData("EC too long", EmbeddedEc + "x509: invalid private key length")]
    [InlineData("Ed25519 short", "x509: invalid Ed25519 private key length: 31")]
    [InlineData("Ed25519 with parameters", "x509: invalid Ed25519 private key parameters")]
    [InlineData("unknown", "x509: PKCS#8 wrapping contained private key with unknown algorithm: 1.2.3.4")]
    [InlineData("empty", "asn1: syntax error: sequence truncated")]
    [InlineData("truncated", "asn1: syntax error: data truncated")]
    public void Go_1_27_says_why_it_does_not_load_a_key(string name, string why)
    {
        var leaf = Make.Pem("CERTIFICATE", new RawCertificate().Encode());
        var key = Make.Pem("PRIVATE KEY", Keys[name]);

        var result = KeyPairVerifier.Verify(leaf, key, new GoVersion(27, 0));

        Assert.Equal(new KeyPairResult.Refused(KeyPairProblem.KeyMalformed, $"tls: failed to parse private key: {why}"), result);
    }

    [Theory]
    [InlineData("octets", 16, 4, "pkcs8 @2")]
    [InlineData("Ed25519 of no octets", 4, 5, " @2")]
    public void Go_1_27_prints_tags_that_do_not_match(string name, int wanted, int found, string place)
    {
        var leaf = Make.Pem("CERTIFICATE", new RawCertificate().Encode());

        var result = KeyPairVerifier.Verify(leaf, Make.Pem("PRIVATE KEY", Keys[name]), new GoVersion(27, 0));

        var refused = Assert.IsType<KeyPairResult.Refused>(result);
        Assert.Contains($"tags don't match ({wanted} vs {{class:0 tag:{found} length:", refused.Text, StringComparison.Ordinal);
        Assert.EndsWith($" set:false omitEmpty:false}} {place}", refused.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PKCS1", KeyLoaders.Pkcs1 | KeyLoaders.KeyPair)]
    [InlineData("SEC1", KeyLoaders.Sec1 | KeyLoaders.KeyPair)]
    [InlineData("SEC1 with trailing data", KeyLoaders.Sec1 | KeyLoaders.KeyPair)]
    [InlineData("whole", KeyLoaders.Pkcs8 | KeyLoaders.KeyPair)]
    [InlineData("EC", KeyLoaders.Pkcs8 | KeyLoaders.KeyPair)]
    [InlineData("X25519", KeyLoaders.Pkcs8)]
    [InlineData("unknown", KeyLoaders.None)]
    [InlineData("empty", KeyLoaders.None)]
    public void Says_which_loaders_take_a_key(string name, KeyLoaders expected) => Assert.Equal(expected, Loaders(Keys[name], 27));

    [Fact]
    public void No_loader_takes_what_is_no_private_key()
    {
        Assert.Equal(KeyLoaders.None, KeyPairVerifier.FindLoaders([], GoVersion.Newest));
        Assert.Equal(KeyLoaders.None, KeyPairVerifier.FindLoaders(Make.Pem("CERTIFICATE", Keys["whole"]), GoVersion.Newest));
    }

    private static KeyLoaders Loaders(byte[] key, int minor) =>
        KeyPairVerifier.FindLoaders(Make.Pem("RSA PRIVATE KEY", key), new GoVersion(minor, 0));

    private static byte[] Primes(BigInteger prime) =>
        RawCertificate.Sequence(RawCertificate.Sequence(RsaNumbers.Encode(prime), [2, 1, 3], [2, 1, 5]));

    private static byte[] Ec(BigInteger number)
    {
        var octets = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        var curve = RawCertificate.Element(0xa0, RawCertificate.Oid(P256));
        return RawCertificate.Sequence([2, 1, 1], RawCertificate.Element(4, octets), curve);
    }
}
