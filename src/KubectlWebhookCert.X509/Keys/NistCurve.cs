using System.Globalization;
using System.Numerics;

namespace KubectlWebhookCert.X509.Keys;

/// <summary>A curve over a prime field with a = -3 (FIPS 186-4 §D.1.2): the four that Go reads in certificates.</summary>
internal sealed record NistCurve(
    string Name,
    string Oid,
    int Bits,
    BigInteger Prime,
    BigInteger Coefficient,
    BigInteger Order,
    BigInteger GeneratorX,
    BigInteger GeneratorY)
{
    private static readonly NistCurve[] All =
    [
        new(
            "P-256",
            "1.2.840.10045.3.1.7",
            256,
            Parse("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"),
            Parse("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b"),
            Parse("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
            Parse("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),
            Parse("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5")),
        new(
            "P-384",
            "1.3.132.0.34",
            384,
            Parse("fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff"),
            Parse("b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef"),
            Parse("ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973"),
            Parse("aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7"),
            Parse("3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f")),
        new(
            "P-521",
            "1.3.132.0.35",
            521,
            Parse(
                "1ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),
            Parse(
                "51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e"
                + "156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00"),
            Parse(
                "1ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                + "fa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409"),
            Parse(
                "c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3db"
                + "aa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66"),
            Parse(
                "11839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e66"
                + "2c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650")),
        new(
            "P-224",
            "1.3.132.0.33",
            224,
            Parse("ffffffffffffffffffffffffffffffff000000000000000000000001"),
            Parse("b4050a850c04b3abf54132565044b0b7d7bfd8ba270b39432355ffb4"),
            Parse("ffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3d"),
            Parse("b70e0cbd6bb4bf7f321390b94a03c1d356c21122343280d6115c1d21"),
            Parse("bd376388b5f723fb4c22dfe6cd4375a05a07476444d5819985007e34")),
    ];

    public static NistCurve P256 => All[0];

    /// <summary>Octets of one coordinate, and of the order.</summary>
    public int Octets => (Bits + 7) / 8;

    public static NistCurve? Find(string oid) => Array.Find(All, curve => curve.Oid == oid);

    public static NistCurve? Named(string? name) => Array.Find(All, curve => curve.Name == name);

    /// <summary>Whether octets are an uncompressed point (SEC 1 §2.3.4) on the curve.</summary>
    public bool Contains(ReadOnlySpan<byte> point) => Judge(point) is null;

    /// <summary>Why octets are no such point, in the words of Go's crypto/ecdsa, or null.</summary>
    public string? Judge(ReadOnlySpan<byte> point)
    {
        if (point is not [4, ..])
        {
            return "ecdsa: invalid uncompressed public key";
        }

        var name = Name.Replace("-", "", StringComparison.Ordinal);
        if (point.Length != 1 + (2 * Octets))
        {
            return $"invalid {name} point encoding";
        }

        var (x, y) = Coordinates(point);
        if (x >= Prime || y >= Prime)
        {
            return Bits == 256 ? "invalid P256 element encoding" : $"invalid {name}Element encoding";
        }

        return ((y * y) - (x * x * x) + (3 * x) - Coefficient) % Prime == 0 ? null : $"{name} point not on curve";
    }

    /// <summary>Those of an uncompressed point of the right length.</summary>
    public (BigInteger X, BigInteger Y) Coordinates(ReadOnlySpan<byte> point) => (
        new BigInteger(point[1..(1 + Octets)], isUnsigned: true, isBigEndian: true),
        new BigInteger(point[(1 + Octets)..], isUnsigned: true, isBigEndian: true));

    private static BigInteger Parse(string hex) => BigInteger.Parse("0" + hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
