using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using KubectlWebhookCert.X509.Arithmetic;

namespace KubectlWebhookCert.X509.Keys;

/// <summary>
/// The public key that belongs to an Ed25519 private key, which most encodings leave out and the platform does not work out; and
/// verification, which the platform has not. Not in constant time: a private key is given once, by its owner who has it at hand.
/// </summary>
/// <remarks>Source: RFC 8032 §5.1.2 to §5.1.7 (extended homogeneous coordinates).</remarks>
internal static class Ed25519
{
    private const int Length = 32;

    // of the digits of a scalar
    private const int Width = 5;

    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger D = Reduce(-121665 * Inverse(121666));
    private static readonly BigInteger Order =
        BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", CultureInfo.InvariantCulture);

    private static readonly BigInteger RootOfMinusOne = BigInteger.ModPow(2, (P - 1) / 4, P);
    private static readonly Point Neutral = new(0, 1, 1, 0);
    private static readonly Point Base = MakeBase();

    /// <summary>32 octets.</summary>
    /// <param name="seed">The private key: 32 octets.</param>
    public static byte[] PublicKey(ReadOnlySpan<byte> seed)
    {
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        SHA512.HashData(seed, hash);
        hash[0] &= 0xf8;
        hash[Length - 1] = (byte)((hash[Length - 1] & 0x7f) | 0x40);
        return Encode(Multiply(new BigInteger(hash[..Length], isUnsigned: true), Base, 0, Neutral));
    }

    /// <summary>
    /// Whether a signature is right, as strictly as Go: S must be below the order; the key may be any encoding of any point of the
    /// curve; and R is compared as octets, so only its canonical encoding fits, and points of small order are not multiplied away.
    /// </summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != 2 * Length || Decode(publicKey) is not { } key)
        {
            return false;
        }

        var s = new BigInteger(signature[Length..], isUnsigned: true);
        if (s >= Order)
        {
            return false;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(signature[..Length]);
        hash.AppendData(publicKey);
        hash.AppendData(message);
        var k = new BigInteger(hash.GetHashAndReset(), isUnsigned: true) % Order;
        return Encode(Multiply(s, Base, k, Negate(key))).AsSpan().SequenceEqual(signature[..Length]);
    }

    /// <summary>one·first + other·second, doubling for both at once.</summary>
    private static Point Multiply(BigInteger one, Point first, BigInteger other, Point second)
    {
        const int bits = 256;
        var (digits, otherDigits) = (SignedDigits.Of(one, bits, Width), SignedDigits.Of(other, bits, Width));
        var (multiples, otherMultiples) = (OddMultiples(first), OddMultiples(second));
        var sum = Neutral;
        for (var i = bits - 1; i >= 0; i--)
        {
            sum = AddMultiple(Double(sum), multiples, digits[i]);
            sum = AddMultiple(sum, otherMultiples, otherDigits[i]);
        }

        return sum;
    }

    private static Point[] OddMultiples(Point point)
    {
        var multiples = new Point[SignedDigits.CountMultiples(Width)];
        multiples[0] = point;
        for (var i = 1; i < multiples.Length; i++)
        {
            multiples[i] = Add(multiples[i - 1], Add(point, point));
        }

        return multiples;
    }

    private static Point AddMultiple(Point sum, Point[] multiples, int digit) => digit switch
    {
        0 => sum,
        > 0 => Add(sum, multiples[digit / 2]),
        _ => Add(sum, Negate(multiples[-digit / 2])),
    };

    private static Point Negate(Point point) => point with { X = Reduce(-point.X), T = Reduce(-point.T) };

    private static Point Double(Point point)
    {
        var a = Reduce(point.X * point.X);
        var b = Reduce(point.Y * point.Y);
        var h = a + b;
        var e = h - Reduce((point.X + point.Y) * (point.X + point.Y));
        var g = a - b;
        var f = Reduce(2 * point.Z * point.Z) + g;
        return new Point(Reduce(e * f), Reduce(g * h), Reduce(f * g), Reduce(e * h));
    }

    private static Point Add(Point one, Point other)
    {
        var a = Reduce((one.Y - one.X) * (other.Y - other.X));
        var b = Reduce((one.Y + one.X) * (other.Y + other.X));
        var c = Reduce(2 * one.T * other.T * D);
        var d = Reduce(2 * one.Z * other.Z);
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new Point(Reduce(e * f), Reduce(g * h), Reduce(f * g), Reduce(e * h));
    }

    // y, little-endian, with the lowest bit of x in place of the highest bit
    private static byte[] Encode(Point point)
    {
        var inverse = Inverse(point.Z);
        var encoded = new byte[Length];
        _ = Reduce(point.Y * inverse).TryWriteBytes(encoded, out _, isUnsigned: true);
        encoded[^1] |= Reduce(point.X * inverse).IsEven ? (byte)0 : (byte)0x80;
        return encoded;
    }

    // y and the lowest bit of x; neither needs to be canonical
    private static Point? Decode(ReadOnlySpan<byte> encoded)
    {
        var number = new BigInteger(encoded, isUnsigned: true);
        var sign = number >> 255;
        var y = Reduce(number - (sign << 255));
        if (FindX(y) is not { } x)
        {
            return null;
        }

        x = x.IsEven == sign.IsZero ? x : Reduce(-x);
        return new Point(x, y, 1, Reduce(x * y));
    }

    // y = 4/5, and of the two x the even one
    private static Point MakeBase()
    {
        var y = Reduce(4 * Inverse(5));
        var x = FindX(y) ?? default;
        x = x.IsEven ? x : P - x;
        return new Point(x, y, 1, Reduce(x * y));
    }

    // x² = (y² - 1) / (d·y² + 1)
    private static BigInteger? FindX(BigInteger y)
    {
        var square = Reduce(((y * y) - 1) * Inverse((D * y * y) + 1));
        var x = BigInteger.ModPow(square, (P + 3) / 8, P);
        x = Reduce((x * x) - square).IsZero ? x : Reduce(x * RootOfMinusOne);
        return Reduce((x * x) - square).IsZero ? x : null;
    }

    private static BigInteger Inverse(BigInteger number) => BigInteger.ModPow(Reduce(number), P - 2, P);

    private static BigInteger Reduce(BigInteger number)
    {
        var rest = number % P;
        return rest.Sign < 0 ? rest + P : rest;
    }

    private readonly record struct Point(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T);
}
