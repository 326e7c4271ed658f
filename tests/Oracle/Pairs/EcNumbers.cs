using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>What an EC private key is made of, right or wrong. Never printed.</summary>
internal sealed record EcNumbers
{
    public BigInteger Version { get; init; } = 1;

    /// <summary>The private number.</summary>
    public required byte[] Scalar { get; init; }

    /// <summary>The curve as the key itself names it, DER; null: it does not.</summary>
    public byte[]? Curve { get; init; }

    /// <summary>The public point as the key itself has it; null: it does not.</summary>
    public byte[]? Point { get; init; }

    /// <summary>Order of the curve, for numbers around it.</summary>
    public required BigInteger Order { get; init; }

    /// <summary>A key, and the public half of it as SubjectPublicKeyInfo.</summary>
    public static EcNumbers Generate(string oid, out byte[] publicKeyInfo)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromValue(oid));
        publicKeyInfo = key.ExportSubjectPublicKeyInfo();
        var numbers = key.ExportExplicitParameters(includePrivateParameters: true);
        return new EcNumbers
        {
            Scalar = numbers.D!,
            Curve = PrivateKeyInfo.Identifier(oid),
            Point = [4, .. numbers.Q.X!, .. numbers.Q.Y!],
            Order = new BigInteger(numbers.Curve.Order, isUnsigned: true, isBigEndian: true),
        };
    }

    /// <summary>The same with another private number, in as many octets as it had.</summary>
    public EcNumbers WithScalar(BigInteger number)
    {
        var octets = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return this with { Scalar = [.. new byte[Math.Max(0, Scalar.Length - octets.Length)], .. octets] };
    }

    /// <summary>SEC1.</summary>
    public byte[] Encode()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(Version);
            writer.WriteOctetString(Scalar);
            if (Curve is not null)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                {
                    writer.WriteEncodedValue(Curve);
                }
            }

            if (Point is not null)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
                {
                    writer.WriteBitString(Point);
                }
            }
        }

        return writer.Encode();
    }

    /// <summary>Nothing of the key.</summary>
    public override string ToString() => "EC numbers";
}
