using KubectlWebhookCert.X509.Keys;
using KubectlWebhookCert.X509.Tests.Making;

namespace KubectlWebhookCert.X509.Tests.Keys;

public sealed class PublicKeyTests
{
    private static readonly byte[] RsaAlgorithm = RawCertificate.Sequence(RawCertificate.Oid("1.2.840.113549.1.1.1"), [5, 0]);

    public static TheoryData<string, byte[]> Refused => new()
    {
        { "RSA key missing NULL parameters", Key(RawCertificate.Sequence(RawCertificate.Oid("1.2.840.113549.1.1.1")), 0x30, 6, 2, 1, 5, 2, 1, 3) },
        { "RSA modulus is not a positive number", Key(RsaAlgorithm, 0x30, 6, 2, 1, 0, 2, 1, 3) },
        { "RSA public exponent is not a positive number", Key(RsaAlgorithm, 0x30, 6, 2, 1, 5, 2, 1, 0xff) },
        { "unsupported elliptic curve", Key(Ec("1.3.132.0.10"), 4) },
        { "failed to unmarshal elliptic curve point", Key(Ec("1.2.840.10045.3.1.7"), [4, .. new byte[64]]) },
        { "failed to unmarshal elliptic curve point", Key(Ec("1.2.840.10045.3.1.7"), [2, .. new byte[32]]) },
        { "invalid ECDSA parameters", Key(RawCertificate.Sequence(RawCertificate.Oid("1.2.840.10045.2.1"), [5, 0]), 4) },
        { "wrong Ed25519 public key size", Key(RawCertificate.Sequence(RawCertificate.Oid("1.3.101.112")), 1, 2) },
        { "Ed25519 key encoded with illegal parameters", Key(RawCertificate.Sequence(RawCertificate.Oid("1.3.101.112"), [5, 0]), new byte[32]) },
        { "zero or negative DSA parameter", Key(Dsa(0), 2, 1, 1) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refuses_what_Go_refuses(string expected, byte[] key) =>
        Assert.Equal(expected, Assert.Throws<DerFormatException>(() => new RawCertificate { PublicKey = key }.Parse()).What);

    [Theory]
    [InlineData("P-224", 224)]
    [InlineData("P-256", 256)]
    [InlineData("P-384", 384)]
    [InlineData("P-521", 521)]
    public void Reads_points_on_NIST_curves(string curve, int bits)
    {
        using var pair = Make.EcKey(curve);

        var key = Read(pair.ExportSubjectPublicKeyInfo());

        Assert.Equal((PublicKeyKind.Ecdsa, bits, curve), (key.Kind, key.SizeInBits, key.Curve));
    }

    [Fact]
    public void Refuses_a_point_beside_the_curve()
    {
        using var pair = Make.EcKey();
        var encoding = pair.ExportSubjectPublicKeyInfo();
        encoding[^1] ^= 1;

        Assert.Throws<DerFormatException>(() => Read(encoding));
    }

    [Fact]
    public void Reads_Ed25519()
    {
        var key = Read(Key(RawCertificate.Sequence(RawCertificate.Oid("1.3.101.112")), new byte[32]));

        Assert.Equal((PublicKeyKind.Ed25519, "Ed25519", 32), (key.Kind, key.ToString(), key.Value.Length));
    }

    [Fact]
    public void Reads_DSA() => Assert.Equal("DSA 3", Read(Key(Dsa(5), 2, 1, 1)).ToString());

    [Fact]
    public void Keeps_a_key_of_an_unknown_algorithm()
    {
        var key = Read(Key(RawCertificate.Sequence(RawCertificate.Oid("1.2.3")), 1, 2));

        Assert.Equal((PublicKeyKind.Unknown, "1.2.3"), (key.Kind, key.ToString()));
        Assert.Null(key.SizeInBits);
    }

    [Fact]
    public void The_value_of_an_RSA_key_is_its_modulus()
    {
        var pair = Make.RsaKey;

        Assert.Equal(pair.ExportParameters(false).Modulus, Read(pair.ExportSubjectPublicKeyInfo()).Value.ToArray());
    }

    private static PublicKey Read(byte[] key) => new RawCertificate { PublicKey = key }.Parse().PublicKey;

    private static byte[] Key(byte[] algorithm, params byte[] bits) => RawCertificate.Sequence(algorithm, RawCertificate.Element(3, [0, .. bits]));

    private static byte[] Ec(string curve) => RawCertificate.Sequence(RawCertificate.Oid("1.2.840.10045.2.1"), RawCertificate.Oid(curve));

    private static byte[] Dsa(byte prime) => RawCertificate.Sequence(
        RawCertificate.Oid("1.2.840.10040.4.1"), RawCertificate.Sequence([2, 1, prime], [2, 1, 3], [2, 1, 2]));
}
