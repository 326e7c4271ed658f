using System.Globalization;
using System.Numerics;

namespace KubectlWebhookCert.X509.Keys;

/// <summary>A curve over a prime field with a = -3 (FIPS 186-4 §D.1.2): the four that Go reads in certificates.</summary>
internal sealed record NistCurve(string Name, string Oid, int Bits, string PrimeHex, string CoefficientHex, string OrderHex)
{
    private static readonly NistCurve[] All =
    [
        new(
            "P-256",
            "1.2.840.10045.3.1.7",
            256,
            "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
            "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
            "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
        new(
            "P-384",
            "1.3.132.0.34",
            384,
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
            "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
            "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973"),
        new(
            "P-521",
            "1.3.132.0.35",
            521,
            "1ff" + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e"
                + "156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00",
            "1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                + "a51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409"),
        new(
            "P-224",
            "1.3.132.0.33",
            224,
            "ffffffffffffffffffffffffffffffff000000000000000000000001",
            "b4050a850c04b3abf54132565044b0b7d7bfd8ba270b39432355ffb4",
            "ffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3d"),
    ];

    /// <summary>Octets of one coordinate, and of the order.</summary>
    public int Octets => (Bits + 7) / 8;

    public BigInteger Order => Parse(OrderHex);

    public static NistCurve? Find(string oid) => Array.Find(All, curve => curve.Oid == oid);

    /// <summary>Whether octets are an uncompressed point (SEC 1 §2.3.4) on the curve.</summary>
    public bool Contains(ReadOnlySpan<byte> point)
    {
        if (point.Length != 1 + (2 * Octets) || point[0] != 4)
        {
            return false;
        }

        var prime = Parse(PrimeHex);
        var x = new BigInteger(point[1..(1 + Octets)], isUnsigned: true, isBigEndian: true);
        var y = new BigInteger(point[(1 + Octets)..], isUnsigned: true, isBigEndian: true);
        return x < prime && y < prime && ((y * y) - (x * x * x) + (3 * x) - Parse(CoefficientHex)) % prime == 0;
    }

    private static BigInteger Parse(string hex) => BigInteger.Parse("0" + hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
