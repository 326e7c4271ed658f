using System.Numerics;
using System.Security.Cryptography;

namespace KubectlWebhookCert.X509.Tests.Making;

/// <summary>The numbers of an RSA private key, so that a test can put what it likes in one of them.</summary>
internal sealed record RsaNumbers
{
    public RsaNumbers(RSA key)
    {
        var numbers = key.ExportParameters(includePrivateParameters: true);
        Modulus = Number(numbers.Modulus);
        PublicExponent = Number(numbers.Exponent);
        PrivateExponent = Number(numbers.D);
        FirstPrime = Number(numbers.P);
        SecondPrime = Number(numbers.Q);
        FirstExponent = Number(numbers.DP);
        SecondExponent = Number(numbers.DQ);
        Coefficient = Number(numbers.InverseQ);
    }

    public BigInteger Version { get; init; }

    public BigInteger Modulus { get; init; }

    public BigInteger PublicExponent { get; init; }

    public BigInteger PrivateExponent { get; init; }

    public BigInteger FirstPrime { get; init; }

    public BigInteger SecondPrime { get; init; }

    public BigInteger? FirstExponent { get; init; }

    public BigInteger? SecondExponent { get; init; }

    public BigInteger? Coefficient { get; init; }

    public byte[] More { get; init; } = [];

    /// <summary>PKCS#1.</summary>
    public byte[] Encode()
    {
        BigInteger?[] numbers =
        [
            Version, Modulus, PublicExponent, PrivateExponent, FirstPrime, SecondPrime, FirstExponent, SecondExponent, Coefficient,
        ];
        return RawCertificate.Sequence([.. numbers.OfType<BigInteger>().Select(Encode), More]);
    }

    /// <summary>PKCS#8.</summary>
    public byte[] Wrap() => Wrap("1.2.840.113549.1.1.1", [5, 0], Encode());

    public static byte[] Wrap(string algorithm, byte[] parameters, byte[] key)
    {
        var identifier = RawCertificate.Sequence(RawCertificate.Oid(algorithm), parameters);
        return RawCertificate.Sequence([2, 1, 0], identifier, RawCertificate.Element(4, key));
    }

    public static byte[] Encode(BigInteger number) => RawCertificate.Element(2, number.ToByteArray(isBigEndian: true));

    /// <summary>Nothing of the key.</summary>
    public override string ToString() => "";

    private static BigInteger Number(byte[]? octets) => new(octets, isUnsigned: true, isBigEndian: true);
}
