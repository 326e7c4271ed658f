using System.Numerics;
using System.Security.Cryptography;
using KubectlWebhookCert.X509.Keys;
using KubectlWebhookCert.X509.Signatures;
using KubectlWebhookCert.X509.Tests.Making;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Tests.Signatures;

public sealed class RsaSignatureTests
{
    private const string Wrong = "crypto/rsa: verification error";
    private const int Large = 1886;

    private static readonly BigInteger P = BigInteger.Pow(2, 607) - 1;
    private static readonly BigInteger Q = BigInteger.Pow(2, 1279) - 1;
    private static readonly BigInteger SmallQ = BigInteger.Pow(2, 127) - 1;

    public static TheoryData<string, string, int> Algorithms => new()
    {
        { "SHA256", "1.2.840.113549.1.1.11", 0 },
        { "SHA384", "1.2.840.113549.1.1.12", 0 },
        { "SHA512", "1.2.840.113549.1.1.13", 0 },
        { "SHA256", "2.16.840.1.101.3.4.2.1", 32 },
        { "SHA384", "2.16.840.1.101.3.4.2.2", 48 },
        { "SHA512", "2.16.840.1.101.3.4.2.3", 64 },
    };

    // Kind of modulus, exponent, Go's verdict up to 1.23 and from 1.24 on; * is a signature that is right.
    public static TheoryData<string, long, string, string> Keys => new()
    {
        { "large", 65537, "*", "*" },
        { "large", 1, "*", "crypto/rsa: public exponent too small or negative" },
        { "large", 2, Wrong, "crypto/rsa: public exponent is even" },
        { "large", int.MaxValue, "*", "*" },
        { "large", (1L << 61) - 1, "*", "crypto/rsa: public exponent too large" },
        { "large", long.MaxValue - 1, Wrong, "crypto/rsa: public exponent is even" },
        { "even", 65537, Wrong, "crypto/rsa: public modulus is even" },
        { "734-bit", 65537, "*", "crypto/rsa: 734-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)" },
        { "tiny", 3, Wrong, "crypto/rsa: 3-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)" },
        { "one", 3, Wrong, "crypto/rsa: 1-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)" },
    };

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Accepts_what_the_platform_signs_and_nothing_else(string hash, string oid, int salt)
    {
        var algorithm = salt == 0 ? RawCertificate.Sequence(RawCertificate.Oid(oid), [5, 0]) : Signing.Pss(oid, (byte)salt);
        var padding = salt == 0 ? RSASignaturePadding.Pkcs1 : RSASignaturePadding.Pss;
        foreach (var bits in (int[])[1088, 2048])
        {
            using var pair = RSA.Create(bits);
            var key = Signing.Key(pair.ExportSubjectPublicKeyInfo());
            byte[] Sign(ReadOnlyMemory<byte> signed) => pair.SignData(signed.Span, new HashAlgorithmName(hash), padding);
            var signature = Signing.Sign(algorithm, Sign).Signature.ToArray();

            Assert.Null(Check(Signing.Sign(algorithm, Sign), key, 27));
            Assert.Equal(Wrong, Check(Signing.Sign(algorithm, signed => Sign(signed[1..])), key, 27));
            Assert.Equal(Wrong, Check(Signing.WithSignature(algorithm, [.. signature, 0]), key, 27));
            Assert.Equal(Wrong, Check(Signing.WithSignature(algorithm, signature[1..]), key, 27));
            Assert.Equal(Wrong, Check(Signing.WithSignature(algorithm, [0, .. signature]), key, 27));
            foreach (var octet in (int[])[0, 1, signature.Length / 2, signature.Length - 1])
            {
                var changed = (byte[])[.. signature];
                changed[octet] ^= 4;
                Assert.Equal(Wrong, Check(Signing.WithSignature(algorithm, changed), key, 27));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Judges_a_key_as_each_Go_does(string kind, long exponent, string before, string since)
    {
        var (p, q) = kind switch { "734-bit" => (P, SmallQ), "even" => (P, 2 * Q), "tiny" => (1, 7), "one" => (1, 1), _ => (P, Q) };
        var key = Signing.RsaKey(p * q, exponent);
        var certificate = Signing.Sign(Signing.RsaSha256, signed => SignPkcs1(p, kind == "even" ? Q : q, p * q, exponent, signed.Span));

        Assert.Equal(before, Check(certificate, key, 23) ?? "*");
        Assert.Equal(before, Check(certificate, key, 20) ?? "*");
        Assert.Equal(since, Check(certificate, key, 24) ?? "*");
        Assert.Equal(since, Check(certificate, key, int.MaxValue) ?? "*");
    }

    [Fact]
    public void Only_Go_1_19_takes_an_even_modulus()
    {
        var modulus = 2 * P * Q;
        var certificate = Signing.Sign(Signing.RsaSha256, signed => SignPkcs1(P, Q, modulus, 65537, signed.Span));

        Assert.Null(Check(certificate, Signing.RsaKey(modulus, 65537), 19));
    }

    [Fact]
    public void Only_Go_1_19_takes_a_signature_that_is_not_reduced()
    {
        var modulus = P * Q;
        var certificate = Signing.Sign(Signing.RsaSha256, signed => Encode(
            new BigInteger(SignPkcs1(P, Q, modulus, 65537, signed.Span), isUnsigned: true, isBigEndian: true) + modulus,
            (Large + 7) / 8));

        Assert.Null(Check(certificate, Signing.RsaKey(modulus, 65537), 19));
        Assert.Equal(Wrong, Check(certificate, Signing.RsaKey(modulus, 65537), 20));
    }

    // By the standard the encoding is one octet shorter then than the modulus; no platform makes such keys.
    [Fact]
    public void Accepts_PSS_with_a_modulus_of_1025_bits()
    {
        const string certificate =
            "308201d530820109a0030201020208736d6f0ac49170f4304106092a864886f70d01010a3034a00f300d06096086480165030402010500a1"
            + "1c301a06092a864886f70d010108300d06096086480165030402010500a2030201203011310f300d06035504030c06697373756572301e17"
            + "0d3234303130323033303430355a170d3334303130323033303430355a30123110300e06035504030c077375626a6563743059301306072a"
            + "8648ce3d020106082a8648ce3d030107034200048e533b6fa0bf7b4625bb30667c01fb607ef9f8b8a80fef5b300628703187b2a373eb1dbd"
            + "e03318366d069f83a6f5900053c73633cb041b21c55e1a86c1f400b4a3133011300f0603551d130101ff040530030101ff304106092a8648"
            + "86f70d01010a3034a00f300d06096086480165030402010500a11c301a06092a864886f70d010108300d06096086480165030402010500a2"
            + "03020120038182000005e79f851eb5953a22bcd630e3b25c44370378ca7bbd869e77a4e80bc8c16ae77952e5b92df0a28df062fb7daf0ad1"
            + "57ac7a36db4d4e083556eac42b3aceb3756cdc66874a1d5492412580d17f235c8f5f688d577a6c0d90a57646f125f0661b64be14f76c88f6"
            + "2198ca5c949fddec0a2ccdd071e01e919a600d3791b7b96947";
        const string key =
            "30819f300d06092a864886f70d010101050003818d003081890281810124ffdfeabe980072b8f1db0de5345845d6492b38e2e1dae8bb072d"
            + "8b1dd1749b1d0b7e93deca8efe5b66858aee3a0cb7aabc9f45af048e64d5b2720424ce40fa2671b062dd37d3f0f3b23279c702d4d6de5ddb"
            + "3b57b0caf730f44994db4fa713b4f78301966d21e440f6af7a311983b5b6fc7656082821227b4c1ced20c6d7570203010001";

        Assert.Null(Check(Certificate.Parse(Convert.FromHexString(certificate)), Signing.Key(Convert.FromHexString(key)), 27));
    }

    [Fact]
    public void A_huge_modulus_is_not_checked_and_takes_no_time()
    {
        var key = Signing.RsaKey(BigInteger.Pow(2, 4_000_000) - 1, 65537);

        var problem = SignatureChecker.Check(Signing.WithSignature(Signing.RsaSha256, new byte[500_000]), key, GoVersion.Newest);

        Assert.Equal(SignatureProblemKind.KeyNotLoadable, problem?.Kind);
        Assert.Equal("signatures by RSA keys of 4000000 bits are not checked here: it would take too long", problem?.Text);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1 << 20)]
    public void Garbage_is_a_wrong_signature(int length)
    {
        var key = Signing.Key(Make.RsaKey.ExportSubjectPublicKeyInfo());

        Assert.Equal(Wrong, Check(Signing.WithSignature(Signing.RsaSha256, new byte[length]), key, 27));
        Assert.Equal(Wrong, Check(Signing.WithSignature(Signing.Pss("2.16.840.1.101.3.4.2.1", 32), new byte[length]), key, 27));
    }

    private static string? Check(Certificate certificate, PublicKey key, int minor) =>
        SignatureChecker.Check(certificate, key, new GoVersion(minor, 0))?.Text;

    /// <summary>By two primes; the modulus may have a further one. Zeros where there is no private exponent, or no room.</summary>
    private static byte[] SignPkcs1(BigInteger p, BigInteger q, BigInteger modulus, long exponent, ReadOnlySpan<byte> signed)
    {
        var length = (int)((modulus.GetBitLength() + 7) / 8);
        var digest = SHA256.HashData(signed);
        if (!Pkcs1Encoding.Fits(length, digest) || exponent % 2 == 0)
        {
            return new byte[length];
        }

        var encoded = Pkcs1Encoding.Encode(length, digest);
        return Encode(BigInteger.ModPow(encoded, Invert(exponent, (p - 1) * (q - 1)), modulus), length);
    }

    private static BigInteger Invert(BigInteger number, BigInteger modulus)
    {
        var (last, rest, lastFactor, factor) = (modulus, number, BigInteger.Zero, BigInteger.One);
        while (!rest.IsOne)
        {
            var quotient = last / rest;
            (last, rest, lastFactor, factor) = (rest, last - (quotient * rest), factor, lastFactor - (quotient * factor));
        }

        return ((factor % modulus) + modulus) % modulus;
    }

    private static byte[] Encode(BigInteger number, int length)
    {
        var significant = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[length - significant.Length], .. significant];
    }
}
