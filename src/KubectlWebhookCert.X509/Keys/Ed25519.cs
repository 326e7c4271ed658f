using System.Numerics;
using System.Security.Cryptography;

namespace KubectlWebhookCert.X509.Keys;

/// <summary>
/// The public key that belongs to an Ed25519 private key, which most encodings leave out and the platform does not work out.
/// Not in constant time: it is asked once, of a key that its owner has at hand.
/// </summary>
/// <remarks>Source: RFC 8032 §5.1.5 and §5.1.4 (extended homogeneous coordinates).</remarks>
internal static class Ed25519
{
    private const int Length = 32;

    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger D = Reduce(-121665 * Inverse(121666));
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
        return Encode(Multiply(new BigInteger(hash[..Length], isUnsigned: true), Base));
    }

    private static Point Multiply(BigInteger scalar, Point point)
    {
        var sum = Neutral;
        for (; scalar > 0; scalar >>= 1)
        {
            sum = scalar.IsEven ? sum : Add(sum, point);
            point = Add(point, point);
        }

        return sum;
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

    // y = 4/5, and of the two x the even one
    private static Point MakeBase()
    {
        var y = Reduce(4 * Inverse(5));
        var square = Reduce((y * y - 1) * Inverse(D * y * y + 1));
        var x = BigInteger.ModPow(square, (P + 3) / 8, P);
        x = Reduce(x * x - square).IsZero ? x : Reduce(x * BigInteger.ModPow(2, (P - 1) / 4, P));
        x = x.IsEven ? x : P - x;
        return new Point(x, y, 1, Reduce(x * y));
    }

    private static BigInteger Inverse(BigInteger number) => BigInteger.ModPow(Reduce(number), P - 2, P);

    private static BigInteger Reduce(BigInteger number)
    {
        var rest = number % P;
        return rest.Sign < 0 ? rest + P : rest;
    }

    private readonly record struct Point(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T);
}
