using System.Numerics;
using KubectlWebhookCert.X509.Der;

namespace KubectlWebhookCert.X509.Keys;

/// <summary>ECPrivateKey (RFC 5915) on a NIST curve, named inside or by the PKCS#8 around it.</summary>
internal static class EcPrivateKeyParser
{
    private const string Malformed = "malformed EC private key";

    /// <summary>Reads one.</summary>
    /// <param name="der">The encoding; SEC1 ignores what follows, as Go does.</param>
    /// <param name="curveOid">The curve where the encoding around it names one; wins over what the key itself says.</param>
    public static PrivateKey Read(ReadOnlyMemory<byte> der, string? curveOid)
    {
        var outer = new DerReader(der);
        var fields = outer.ReadSequence(Malformed);
        if (fields.ReadLong(Malformed) != 1)
        {
            throw new DerFormatException("unknown EC private key version", 0);
        }

        var scalar = fields.Read(DerTag.OctetString, Malformed).Content;
        string? ownCurve = null;
        ReadOnlyMemory<byte> point = default;
        if (fields.NextIs(DerTag.Constructed(0)))
        {
            var parameters = fields.ReadAny(Malformed).Reader;
            ownCurve = parameters.ReadObjectIdentifier("EC private key without a named curve");
        }

        if (fields.NextIs(DerTag.Constructed(1)))
        {
            point = fields.ReadAny(Malformed).Reader.ReadBits(Malformed).RightAligned();
        }

        if ((curveOid ?? ownCurve) is not { } oid || NistCurve.Find(oid) is not { } curve)
        {
            throw new DerFormatException("unknown elliptic curve", 0);
        }

        return new PrivateKey(PrivateKeyEncoding.Sec1, der)
        {
            Kind = PublicKeyKind.Ecdsa,
            SizeInBits = curve.Bits,
            Curve = curve.Name,
            PublicValue = curve.Contains(point.Span) ? point : default,
            Scalar = Normalize(scalar.Span, curve),
        };
    }

    /// <summary>Some write more leading zeros than the curve has octets, some fewer: both are read.</summary>
    private static byte[] Normalize(ReadOnlySpan<byte> scalar, NistCurve curve)
    {
        var number = new BigInteger(scalar, isUnsigned: true, isBigEndian: true);
        if (number >= curve.Order)
        {
            throw new DerFormatException("the number of the EC private key is not below the order of its curve", 0);
        }

        var octets = new byte[curve.Octets];
        var significant = scalar.TrimStart((byte)0);
        significant.CopyTo(octets.AsSpan(octets.Length - significant.Length));
        return octets;
    }
}
