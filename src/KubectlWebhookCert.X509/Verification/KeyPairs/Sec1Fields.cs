using KubectlWebhookCert.X509.Der;

namespace KubectlWebhookCert.X509.Verification.KeyPairs;

/// <summary>ECPrivateKey (RFC 5915) before anything of it is judged. Never printed.</summary>
internal sealed class Sec1Fields
{
    private Sec1Fields(ref Asn1Reader fields)
    {
        Version = fields.ReadLong();
        Scalar = fields.ReadOctets();
        Curve = fields.ReadOptionalExplicit(0, DerTag.ObjectIdentifier) is { } oid ? Asn1Identifier.Read(oid) : null;
        Point = fields.ReadOptionalExplicit(1, DerTag.BitString) is { } bits ? ReadPoint(bits.Span) : default;
    }

    public long Version { get; }

    public ReadOnlyMemory<byte> Scalar { get; }

    /// <summary>The curve, or null.</summary>
    public Asn1Identifier? Curve { get; }

    /// <summary>The public point as it stands there; empty where none does.</summary>
    public ReadOnlyMemory<byte> Point { get; }

    public static Sec1Fields Read(ReadOnlyMemory<byte> der)
    {
        var fields = new Asn1Reader(der).ReadStructure("ecPrivateKey");
        return new Sec1Fields(ref fields);
    }

    private static byte[] ReadPoint(ReadOnlySpan<byte> bits)
    {
        if (bits.IsEmpty)
        {
            throw Asn1Error.Syntax("zero length BIT STRING");
        }

        var padding = bits[0];
        return padding > 7 || (bits.Length == 1 && padding > 0) || (bits[^1] & ((1 << padding) - 1)) != 0
            ? throw Asn1Error.Syntax("invalid padding bits in BIT STRING")
            : bits[1..].ToArray();
    }
}
