using System.Numerics;
using KubectlWebhookCert.X509.Keys;

namespace KubectlWebhookCert.X509.Verification.KeyPairs;

/// <summary>Go's <c>x509.ParseECPrivateKey</c>.</summary>
internal static class Sec1Loader
{
    public static LoadedKey Load(ReadOnlyMemory<byte> der, GoVersion version) => Load(der, null, version);

    /// <summary>Loads a key.</summary>
    /// <param name="der">Any bytes.</param>
    /// <param name="curveAround">The curve that the encoding around it names, which wins over the key's own; null for none.</param>
    /// <param name="version">Whose loader.</param>
    public static LoadedKey Load(ReadOnlyMemory<byte> der, Asn1Identifier? curveAround, GoVersion version)
    {
        var fields = Read(der);
        if (fields.Version != 1)
        {
            throw new DerFormatException($"x509: unknown EC private key version {fields.Version}", 0);
        }

        if ((curveAround ?? fields.Curve)?.Known is not { } oid || NistCurve.Find(oid) is not { } curve)
        {
            throw new DerFormatException("x509: unknown elliptic curve", 0);
        }

        return new LoadedKey(PublicKeyKind.Ecdsa)
        {
            Curve = curve.Name,
            PublicValue = curve.Contains(fields.Point.Span) ? fields.Point : default,
            Scalar = ReadScalar(fields.Scalar.Span, curve, version),
        };
    }

    private static Sec1Fields Read(ReadOnlyMemory<byte> der)
    {
        try
        {
            return Sec1Fields.Read(der);
        }
        catch (DerFormatException exception)
        {
            var explained = KeyFormat.Explain(der, exception);
            throw explained == exception
                ? new DerFormatException($"x509: failed to parse EC private key: {exception.What}", 0, exception)
                : explained;
        }
    }

    // Zeros may stand before the number, or be missing.
    private static byte[] ReadScalar(ReadOnlySpan<byte> octets, NistCurve curve, GoVersion version)
    {
        var significant = octets.TrimStart((byte)0);
        if ((GoChanges.EcKeysAreChecked.IsIn(version) ? Judge(significant, curve) : JudgeClassic(significant, curve)) is { } what)
        {
            throw new DerFormatException(what, 0);
        }

        var scalar = new byte[curve.Octets];
        significant.CopyTo(scalar.AsSpan(scalar.Length - significant.Length));
        return scalar;
    }

    // Go works out the public point, and a multiple of the order has none.
    private static string? Judge(ReadOnlySpan<byte> significant, NistCurve curve)
    {
        if (significant.Length > curve.Octets)
        {
            return "x509: invalid private key length";
        }

        var number = new BigInteger(significant, isUnsigned: true, isBigEndian: true);
        return number % curve.Order == 0 ? "ecdsa: invalid public key encoding"
            : number > curve.Order ? "input overflows the modulus"
            : null;
    }

    private static string? JudgeClassic(ReadOnlySpan<byte> significant, NistCurve curve) =>
        significant.Length > curve.Octets || new BigInteger(significant, isUnsigned: true, isBigEndian: true) >= curve.Order
            ? "x509: invalid elliptic curve private key value"
            : null;
}
