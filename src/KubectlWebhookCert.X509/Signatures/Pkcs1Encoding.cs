using System.Numerics;

namespace KubectlWebhookCert.X509.Signatures;

/// <summary>EMSA-PKCS1-v1_5 (RFC 8017 §9.2): 00 01 FF .. FF 00, then DigestInfo.</summary>
internal static class Pkcs1Encoding
{
    private const int LeastPadding = 11;

    public static bool Fits(int length, byte[] digest) => length >= Prefix(digest).Length + digest.Length + LeastPadding;

    /// <summary>As a number; it must fit.</summary>
    public static BigInteger Encode(int length, byte[] digest)
    {
        var prefix = Prefix(digest);
        var encoded = new byte[length];
        encoded.AsSpan().Fill(0xff);
        encoded[0] = 0;
        encoded[1] = 1;
        encoded[^(prefix.Length + digest.Length + 1)] = 0;
        prefix.CopyTo(encoded.AsSpan(length - digest.Length - prefix.Length));
        digest.CopyTo(encoded.AsSpan(length - digest.Length));
        return new BigInteger(encoded, isUnsigned: true, isBigEndian: true);
    }

    /// <summary>DigestInfo up to the digest; each of the three has a digest of another length.</summary>
    private static ReadOnlySpan<byte> Prefix(byte[] digest) => digest.Length switch
    {
        48 => [0x30, 0x41, 0x30, 0x0d, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2, 5, 0, 4, 48],
        64 => [0x30, 0x51, 0x30, 0x0d, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3, 5, 0, 4, 64],
        _ => [0x30, 0x31, 0x30, 0x0d, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 5, 0, 4, 32],
    };
}
