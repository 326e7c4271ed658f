using System.Numerics;
using KubectlWebhookCert.X509.Arithmetic;
using KubectlWebhookCert.X509.Der;
using KubectlWebhookCert.X509.Keys;

namespace KubectlWebhookCert.X509.Signatures;

/// <summary>ECDSA (SEC 1 §4.1.4, FIPS 186-5 §6.4.2) on the NIST curves.</summary>
internal static class EcdsaVerifier
{
    private static readonly CurveArithmetic<P256Element> P256 = new(NistCurve.P256, number => new P256Element(number), generatorWidth: 7);

    /// <summary>Verifies.</summary>
    /// <param name="key">On one of the curves.</param>
    /// <param name="algorithm">How it is hashed.</param>
    /// <param name="signed">What is signed.</param>
    /// <param name="signature">SEQUENCE of r and s, in DER.</param>
    public static bool Verify(PublicKey key, SignatureAlgorithm algorithm, ReadOnlySpan<byte> signed, ReadOnlyMemory<byte> signature)
    {
        if (NistCurve.Named(key.Curve) is not { } curve || Read(signature, curve.Order) is not { } numbers)
        {
            return false;
        }

        var inverse = Invert(numbers.S, curve.Order);
        var digest = Digest.Of(signed, algorithm);
        var leftmost = new BigInteger(digest.AsSpan(0, Math.Min(digest.Length, curve.Octets)), isUnsigned: true, isBigEndian: true);
        var generatorTimes = leftmost * inverse % curve.Order;
        var keyTimes = numbers.R * inverse % curve.Order;
        var (x, y) = curve.Coordinates(key.Value.Span);
        if (curve == NistCurve.P256)
        {
            return P256.IsSum(numbers.R, generatorTimes, x, y, keyTimes);
        }

        var field = new MontgomeryModulus(curve.Prime);
        return new CurveArithmetic<Residue>(curve, number => new Residue(number, field), generatorWidth: 5)
            .IsSum(numbers.R, generatorTimes, x, y, keyTimes);
    }

    private static (BigInteger R, BigInteger S)? Read(ReadOnlyMemory<byte> signature, BigInteger order)
    {
        try
        {
            var outer = new DerReader(signature);
            var inner = outer.ReadSequence("malformed signature");
            var r = inner.ReadInteger("malformed signature");
            var s = inner.ReadInteger("malformed signature");
            return outer.IsEmpty && inner.IsEmpty && r.Sign > 0 && s.Sign > 0 && r < order && s < order ? (r, s) : null;
        }
        catch (DerFormatException)
        {
            return null;
        }
    }

    /// <summary>Euclid's algorithm: the factor by which the number comes to 1, modulo a prime.</summary>
    private static BigInteger Invert(BigInteger number, BigInteger prime)
    {
        var (last, rest) = (prime, number);
        var (lastFactor, factor) = (BigInteger.Zero, BigInteger.One);
        while (!rest.IsOne)
        {
            var quotient = BigInteger.DivRem(last, rest, out var next);
            (last, rest) = (rest, next);
            (lastFactor, factor) = (factor, lastFactor - (quotient * factor));
        }

        return factor.Sign < 0 ? factor + prime : factor;
    }
}
