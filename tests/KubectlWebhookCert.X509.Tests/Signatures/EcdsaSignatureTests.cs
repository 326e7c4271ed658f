using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using KubectlWebhookCert.X509.Keys;
using KubectlWebhookCert.X509.Signatures;
using KubectlWebhookCert.X509.Tests.Making;
using KubectlWebhookCert.X509.Verification;
using static KubectlWebhookCert.X509.Tests.Making.RawCertificate;

namespace KubectlWebhookCert.X509.Tests.Signatures;

public sealed class EcdsaSignatureTests
{
    private const string Wrong = "x509: ECDSA verification failure";

    private static readonly byte[] Sha256 = Algorithm("SHA256");

    public static TheoryData<string, string> Algorithms
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var curve in (string[])["P-224", "P-256", "P-384", "P-521"])
            {
                foreach (var hash in (string[])["SHA256", "SHA384", "SHA512"])
                {
                    rows.Add(curve, hash);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Accepts_what_the_platform_signs_and_nothing_else(string curve, string hash)
    {
        using var pair = Make.EcKey(curve);
        using var otherPair = Make.EcKey(curve);
        var key = Signing.Key(pair.ExportSubjectPublicKeyInfo());
        for (var i = 0; i < 3; i++)
        {
            var certificate = Signing.Sign(Algorithm(hash), signed => Sign(pair, hash, signed));
            var (r, s) = Numbers(certificate);
            var order = Order(curve);

            Assert.Null(Check(certificate, key));
            Assert.Null(Check(Signed(hash, r, order - s), key)); // -s is as good as s
            Assert.Equal(Wrong, Check(certificate, Signing.Key(otherPair.ExportSubjectPublicKeyInfo())));
            Assert.Equal(Wrong, Check(Signing.Sign(Algorithm(hash), signed => Sign(pair, hash, signed[1..])), key));
            Assert.Equal(Wrong, Check(Signed(hash, r ^ 1, s), key));
            Assert.Equal(Wrong, Check(Signed(hash, r, s ^ 1), key));
            Assert.Equal(Wrong, Check(Signed(hash, r + order, s), key));
            Assert.Equal(Wrong, Check(Signed(hash, r, s + order), key));
            Assert.Equal(Wrong, Check(Signed(hash, s, r), key));
        }
    }

    [Theory]
    [InlineData("P-224")]
    [InlineData("P-256")]
    [InlineData("P-384")]
    [InlineData("P-521")]
    public void Numbers_out_of_range_are_wrong(string curve)
    {
        using var pair = Make.EcKey(curve);
        var key = Signing.Key(pair.ExportSubjectPublicKeyInfo());
        var order = Order(curve);
        BigInteger[] numbers = [0, 1, -1, order - 1, order, order + 1, 2 * order];

        foreach (var r in numbers)
        {
            Assert.All(numbers, s => Assert.Equal(Wrong, Check(Signed("SHA256", r, s), key)));
        }
    }

    [Fact]
    public void The_encoding_must_be_DER()
    {
        using var pair = Make.EcKey();
        var key = Signing.Key(pair.ExportSubjectPublicKeyInfo());
        var (r, s) = Numbers(Signing.Sign(Sha256, signed => Sign(pair, "SHA256", signed)));
        var (first, second) = (Signing.Number(r), Signing.Number(s));
        byte[] whole = [.. first, .. second];
        byte[][] wrong =
        [
            [],
            [0x30],
            [.. Sequence(first, second), 0],
            Sequence(first, second, [0]),
            Sequence(first),
            Sequence(first, second, [5, 0]),
            Sequence([2, (byte)(first[1] + 1), 0, .. first[2..]], second),
            Sequence([2, 0], second),
            Sequence([0x82, .. first[1..]], second),
            Element(0x31, whole),
            [0x30, 0x81, (byte)whole.Length, .. whole],
            [0x30, 0x82, 0, (byte)whole.Length, .. whole],
            [0x30, 0x80, .. whole, 0, 0],
            Sequence(first, second)[..^1],
            new byte[1 << 20],
            Sequence(Element(2, [1, .. new byte[1 << 20]]), second),
        ];

        Assert.Null(Check(Signing.WithSignature(Sha256, Sequence(first, second)), key));
        Assert.All(wrong, signature => Assert.Equal(Wrong, Check(Signing.WithSignature(Sha256, signature), key)));
    }

    // Made for such an r, which no honest signer ever meets; Go accepts both.
    [Theory]
    [InlineData(
        "3082010b3081d2a003020102020841c6b80228b0c709300a06082a8648ce3d0403043011310f300d06035504030c06697373756572301e170d323430313032"
        + "3033303430355a170d3334303130323033303430355a30123110300e06035504030c077375626a6563743059301306072a8648ce3d020106082a8648ce3d"
        + "030107034200048e533b6fa0bf7b4625bb30667c01fb607ef9f8b8a80fef5b300628703187b2a373eb1dbde03318366d069f83a6f5900053c73633cb041b"
        + "21c55e1a86c1f400b4a3133011300f0603551d130101ff040530030101ff300a06082a8648ce3d040304032800302502010f02202aa1458f4d2d5235b041"
        + "2c689db755de6feecafc93ba1131a97153b4d51273ca",
        "3059301306072a8648ce3d020106082a8648ce3d030107034200040818b47b4131c4eb0b6a0c35ee39f1cb2c512d514be0567734659df30150eaf6fe490d89"
        + "d889a8e67548eded09109ba4761769a080d4ca607bccfdfcba9eca18")]
    [InlineData(
        "308201073081d2a00302010202085009cdaa361ed852300a06082a8648ce3d0403043011310f300d06035504030c06697373756572301e170d323430313032"
        + "3033303430355a170d3334303130323033303430355a30123110300e06035504030c077375626a6563743059301306072a8648ce3d020106082a8648ce3d"
        + "030107034200048e533b6fa0bf7b4625bb30667c01fb607ef9f8b8a80fef5b300628703187b2a373eb1dbde03318366d069f83a6f5900053c73633cb041b"
        + "21c55e1a86c1f400b4a3133011300f0603551d130101ff040530030101ff300a06082a8648ce3d040304032400302102010c021c13b2c09b51368f02d16c"
        + "42b779c661532536e90de425521b4c146543",
        "304e301006072a8648ce3d020106052b81040021033a00041998ca6f6f1c1cd0f59d853d5f381766259caced825230a3851db9799d3d106b3df2a859928bac"
        + "95974c730c434a548ad5c95e3130498729")]
    public void The_x_of_the_sum_may_be_one_order_more_than_r(string certificate, string key) => Assert.Null(
        Check(Certificate.Parse(Convert.FromHexString(certificate)), Signing.Key(Convert.FromHexString(key))));

    // u1 = e/s times the generator and u2 = r/s times the key: with the key d times the generator, r = e/d makes both the same point,
    // and r = -e/d makes their sum infinity.
    [Theory]
    [InlineData("P-224", 1)]
    [InlineData("P-256", 1)]
    [InlineData("P-256", -1)]
    [InlineData("P-384", 1)]
    [InlineData("P-521", -1)]
    public void Equal_and_opposite_points_are_added_right(string curve, int d)
    {
        var order = Order(curve);
        var found = NistCurve.Named(curve);
        Assert.NotNull(found);
        var y = d == 1 ? found.GeneratorY : found.Prime - found.GeneratorY;
        var key = Signing.Key(Sequence(
            Sequence(Oid("1.2.840.10045.2.1"), Oid(found.Oid)),
            Element(3, [0, 4, .. Pad(found.GeneratorX, found.Octets), .. Pad(y, found.Octets)])));
        var right = Signing.Sign(Sha256, signed =>
        {
            // k = 1: r is the generator's x, s = e + r·d.
            var s = (Digest(signed, found) + (found.GeneratorX * d)) % order;
            return Sequence(Signing.Number(found.GeneratorX % order), Signing.Number(s.Sign < 0 ? s + order : s));
        });

        Assert.Null(Check(right, key));
        foreach (var sign in (int[])[1, -1])
        {
            var crafted = Signing.Sign(Sha256, signed => Sequence(
                Signing.Number(((sign * Digest(signed, found) % order) + order) % order), Signing.Number(5)));
            Assert.Equal(Wrong, Check(crafted, key));
        }
    }

    private static BigInteger Digest(ReadOnlyMemory<byte> signed, NistCurve curve) => new(
        SHA256.HashData(signed.Span).AsSpan(0, Math.Min(32, curve.Octets)), isUnsigned: true, isBigEndian: true);

    private static string? Check(Certificate certificate, PublicKey key) =>
        SignatureChecker.Check(certificate, key, GoVersion.Newest)?.Text;

    private static Certificate Signed(string hash, BigInteger r, BigInteger s) =>
        Signing.WithSignature(Algorithm(hash), Sequence(Signing.Number(r), Signing.Number(s)));

    private static (BigInteger R, BigInteger S) Numbers(Certificate certificate)
    {
        var reader = new Der.DerReader(certificate.Signature).ReadSequence("");
        return (reader.ReadInteger(""), reader.ReadInteger(""));
    }

    private static byte[] Sign(ECDsa pair, string hash, ReadOnlyMemory<byte> signed) =>
        pair.SignData(signed.Span, new HashAlgorithmName(hash), DSASignatureFormat.Rfc3279DerSequence);

    private static byte[] Algorithm(string hash) => Sequence(Oid("1.2.840.10045.4.3." + hash switch
    {
        "SHA256" => "2",
        "SHA384" => "3",
        _ => "4",
    }));

    private static BigInteger Order(string curve) => NistCurve.Named(curve)?.Order ?? BigInteger.Zero;

    private static byte[] Pad(BigInteger number, int length) =>
        Convert.FromHexString(number.ToString("x", CultureInfo.InvariantCulture).TrimStart('0').PadLeft(2 * length, '0'));
}
