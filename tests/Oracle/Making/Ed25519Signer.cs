using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Signs with Ed25519 (RFC 8032 §5.1), which the platform does not. For tests only: slow, and not constant in time.</summary>
internal sealed class Ed25519Signer
{
    private static readonly BigInteger Prime = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger Order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", null);
    private static readonly BigInteger Curve = Modulo(-121665 * BigInteger.ModPow(121666, Prime - 2, Prime));
    private static readonly (BigInteger X, BigInteger Y, BigInteger Z) Base = (
        BigInteger.Parse("15112221349535400772501151409588531511454012693041857206046113283949847762202", null),
        BigInteger.Parse("46316835694926478169428394003475163141307993866256225615783033603165251855960", null),
        BigInteger.One);

    private readonly BigInteger scalar;
    private readonly byte[] prefix;

    /// <param name="secret">32 octets.</param>
    public Ed25519Signer(byte[] secret)
    {
        var hash = SHA512.HashData(secret);
        hash[0] &= 248;
        hash[31] = (byte)((hash[31] & 63) | 64);
        scalar = Number(hash.AsSpan(0, 32));
        prefix = hash[32..];
        PublicKey = Encode(Multiply(scalar));
    }

    /// <summary>32 octets.</summary>
    public byte[] PublicKey { get; }

    public byte[] PublicKeyInfo()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.3.101.112");
            }

            writer.WriteBitString(PublicKey);
        }

        return writer.Encode();
    }

    public byte[] Sign(byte[] message)
    {
        var nonce = Number(SHA512.HashData([.. prefix, .. message])) % Order;
        var point = Encode(Multiply(nonce));
        var challenge = Number(SHA512.HashData([.. point, .. PublicKey, .. message])) % Order;
        return [.. point, .. Octets((nonce + (challenge * scalar)) % Order)];
    }

    private static (BigInteger X, BigInteger Y, BigInteger Z) Multiply(BigInteger factor)
    {
        var sum = (X: BigInteger.Zero, Y: BigInteger.One, Z: BigInteger.One);
        for (var bit = 255; bit >= 0; bit--)
        {
            sum = Add(sum, sum);
            if (!((factor >> bit) & 1).IsZero)
            {
                sum = Add(sum, Base);
            }
        }

        return sum;
    }

    // The complete addition in projective coordinates, for a = -1.
    private static (BigInteger X, BigInteger Y, BigInteger Z) Add(
        (BigInteger X, BigInteger Y, BigInteger Z) left, (BigInteger X, BigInteger Y, BigInteger Z) right)
    {
        var z = Modulo(left.Z * right.Z);
        var square = Modulo(z * z);
        var x = Modulo(left.X * right.X);
        var y = Modulo(left.Y * right.Y);
        var cross = Modulo(Curve * x * y);
        var minus = Modulo(square - cross);
        var plus = Modulo(square + cross);
        var mixed = ((left.X + left.Y) * (right.X + right.Y)) - x - y;
        return (Modulo(z * minus * mixed), Modulo(z * plus * (y + x)), Modulo(minus * plus));
    }

    private static byte[] Encode((BigInteger X, BigInteger Y, BigInteger Z) point)
    {
        var inverse = BigInteger.ModPow(point.Z, Prime - 2, Prime);
        var octets = Octets(Modulo(point.Y * inverse));
        octets[31] |= (byte)(Modulo(point.X * inverse).IsEven ? 0 : 128);
        return octets;
    }

    private static BigInteger Modulo(BigInteger value)
    {
        var rest = value % Prime;
        return rest.Sign < 0 ? rest + Prime : rest;
    }

    private static BigInteger Number(ReadOnlySpan<byte> octets) => new(octets, isUnsigned: true);

    private static byte[] Octets(BigInteger value)
    {
        var octets = new byte[32];
        value.TryWriteBytes(octets, out _, isUnsigned: true);
        return octets;
    }
}
