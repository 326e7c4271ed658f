using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using KubectlWebhookCert.X509.Extensions;

namespace KubectlWebhookCert.X509.Issuing;

/// <summary>What a certificate is to say, but for serial number and signature (TBSCertificate, RFC 5280 §4.1.2).</summary>
/// <param name="Version">1 to 3; only 3 has extensions.</param>
/// <param name="Issuer">DER of the Name.</param>
/// <param name="Validity">When it is valid.</param>
/// <param name="Subject">DER of the Name.</param>
/// <param name="PublicKey">DER of the SubjectPublicKeyInfo.</param>
/// <param name="Extensions">In order.</param>
internal sealed record CertificateContents(
    int Version,
    ReadOnlyMemory<byte> Issuer,
    Validity Validity,
    ReadOnlyMemory<byte> Subject,
    ReadOnlyMemory<byte> PublicKey,
    ImmutableArray<CertificateExtension> Extensions)
{
    private const int SerialOctets = 16;

    /// <summary>Makes the certificate, with a new serial number.</summary>
    /// <param name="key">Who signs.</param>
    public Certificate Sign(SigningKey key)
    {
        var toBeSigned = WriteToBeSigned(key.Signature);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(toBeSigned);
            key.Signature.Write(writer);
            writer.WriteBitString(key.Sign(toBeSigned));
        }

        return Certificate.Parse(writer.Encode());
    }

    /// <summary>128 random bits, not all zero: with the sign 17 octets at most, of the 20 that RFC 5280 §4.1.2.2 allows.</summary>
    private static byte[] NewSerial()
    {
        var serial = RandomNumberGenerator.GetBytes(SerialOctets);
        return serial.AsSpan().ContainsAnyExcept((byte)0) ? serial : NewSerial();
    }

    /// <summary>UTCTime from 1950 through 2049, GeneralizedTime else (RFC 5280 §4.1.2.5).</summary>
    private static void WriteTime(AsnWriter writer, DateTimeOffset instant)
    {
        if (instant.Year is >= 1950 and < 2050)
        {
            writer.WriteUtcTime(instant);
        }
        else
        {
            writer.WriteGeneralizedTime(instant, omitFractionalSeconds: true);
        }
    }

    private byte[] WriteToBeSigned(IssuedSignature signature)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            WriteVersion(writer);
            writer.WriteIntegerUnsigned(NewSerial().AsSpan().TrimStart((byte)0));
            signature.Write(writer);
            writer.WriteEncodedValue(Issuer.Span);
            using (writer.PushSequence())
            {
                WriteTime(writer, Validity.NotBefore);
                WriteTime(writer, Validity.NotAfter);
            }

            writer.WriteEncodedValue(Subject.Span);
            writer.WriteEncodedValue(PublicKey.Span);
            WriteExtensions(writer);
        }

        return writer.Encode();
    }

    private void WriteVersion(AsnWriter writer)
    {
        // Version 1 is the default, which DER leaves out.
        if (Version > 1)
        {
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            {
                writer.WriteInteger(Version - 1);
            }
        }
    }

    private void WriteExtensions(AsnWriter writer)
    {
        if (Extensions.IsEmpty)
        {
            return;
        }

        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 3)))
        using (writer.PushSequence())
        {
            foreach (var extension in Extensions)
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(extension.Oid);
                    if (extension.IsCritical)
                    {
                        writer.WriteBoolean(true);
                    }

                    writer.WriteOctetString(extension.Value.Span);
                }
            }
        }
    }
}
