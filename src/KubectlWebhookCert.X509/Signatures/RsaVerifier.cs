using System.Numerics;
using KubectlWebhookCert.X509.Arithmetic;
using KubectlWebhookCert.X509.Keys;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Signatures;

/// <summary>RSASSA-PKCS1-v1_5 and RSASSA-PSS (RFC 8017 §8), with any modulus and exponent.</summary>
internal static class RsaVerifier
{
    public static bool Verify(
        PublicKey key, SignatureAlgorithm algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature, GoVersion version)
    {
        if (signature.Length != key.Value.Length)
        {
            return false;
        }

        var modulus = new BigInteger(key.Value.Span, isUnsigned: true, isBigEndian: true);
        var number = new BigInteger(signature, isUnsigned: true, isBigEndian: true);
        if (GoChanges.ReducedRsaSignatures.IsIn(version) && (modulus.IsEven || number >= modulus))
        {
            return false;
        }

        var digest = Digest.Of(signed, algorithm);
        var bits = (int)modulus.GetBitLength();
        return algorithm.IsPss
            ? PssEncoding.Fits(bits - 1, digest) && PssEncoding.Matches(Open(number, key.Exponent, modulus), bits - 1, digest, algorithm)
            : Pkcs1Encoding.Fits(signature.Length, digest)
                && Open(number, key.Exponent, modulus) == Pkcs1Encoding.Encode(signature.Length, digest);
    }

    private static BigInteger Open(BigInteger signature, long exponent, BigInteger modulus) => modulus.IsEven
        ? BigInteger.ModPow(signature, exponent, modulus)
        : new MontgomeryModulus(modulus).Power(signature, exponent);
}
