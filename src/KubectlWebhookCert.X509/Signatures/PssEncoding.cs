using System.Buffers.Binary;
using System.Numerics;
using KubectlWebhookCert.X509.Keys;

namespace KubectlWebhookCert.X509.Signatures;

/// <summary>
/// EMSA-PSS (RFC 8017 §9.1.2) with MGF1 of the same hash and a salt of the digest's length: zeros, 1, salt, all masked; hash; BC.
/// </summary>
internal static class PssEncoding
{
    private const int EndLength = 1;

    public static bool Fits(int bits, byte[] digest) => (bits + 7) / 8 >= (2 * digest.Length) + 2;

    /// <summary>Whether the number of so many bits at most says that this digest was signed; it must fit.</summary>
    public static bool Matches(BigInteger number, int bits, byte[] digest, SignatureAlgorithm algorithm)
    {
        if (number.GetBitLength() > bits)
        {
            return false;
        }

        var encoded = new byte[(bits + 7) / 8];
        var start = encoded.Length - number.GetByteCount(isUnsigned: true);
        number.TryWriteBytes(encoded.AsSpan(start), out _, isUnsigned: true, isBigEndian: true);
        var block = encoded.AsSpan(0, encoded.Length - digest.Length - EndLength);
        var hash = encoded.AsSpan(block.Length, digest.Length);
        Unmask(block, hash, algorithm);
        block[0] &= (byte)(0xff >> ((8 * encoded.Length) - bits));
        var salt = block[^digest.Length..];
        var padding = block[..^digest.Length];
        return encoded[^1] == 0xbc
            && padding[^1] == 1
            && !padding[..^1].ContainsAnyExcept((byte)0)
            && hash.SequenceEqual(Digest.Of([0, 0, 0, 0, 0, 0, 0, 0, .. digest, .. salt], algorithm));
    }

    private static void Unmask(Span<byte> block, ReadOnlySpan<byte> seed, SignatureAlgorithm algorithm)
    {
        var input = new byte[seed.Length + sizeof(uint)];
        seed.CopyTo(input);
        byte[] mask = [];
        for (var i = 0; i < block.Length; i++)
        {
            if (i % seed.Length == 0)
            {
                BinaryPrimitives.WriteInt32BigEndian(input.AsSpan(seed.Length), i / seed.Length);
                mask = Digest.Of(input, algorithm);
            }

            block[i] ^= mask[i % seed.Length];
        }
    }
}
