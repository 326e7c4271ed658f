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
        var ownCurve = ReadCurve(ref fields);
        var point = ReadPoint(ref fields);
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

    private static string? ReadCurve(ref DerReader fields)
    {
        if (!fields.NextIs(DerTag.Constructed(0)))
        {
            return null;
        }

        var parameters = fields.ReadAny(Malformed).Reader;
        return parameters.NextIs(DerTag.ObjectIdentifier) ? parameters.ReadObjectIdentifier(Malformed) : null;
    }

    /// <summary>The public point is only a copy of what the private number makes: whatever else lies there is no reason to refuse the key.</summary>
    private static ReadOnlyMemory<byte> ReadPoint(ref DerReader fields)
    {
        if (!fields.NextIs(DerTag.Constructed(1)))
        {
            return default;
        }

        var inside = fields.ReadAny(Malformed).Reader;
        return inside.NextIs(DerTag.BitString) ? inside.ReadBits(Malformed).RightAligned() : default;
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
