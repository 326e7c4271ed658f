using System.Formats.Asn1;
using System.Security.Cryptography;
using KubectlWebhookCert.X509.Extensions;
using KubectlWebhookCert.X509.Keys;

namespace KubectlWebhookCert.X509.Issuing;

/// <summary>The extensions of new certificates (RFC 5280 §4.2.1).</summary>
internal static class ExtensionWriter
{
    /// <summary>Method 1 of RFC 5280 §4.2.1.2: SHA-1 over the bits of the key. It names the key and protects nothing.</summary>
    public static byte[] KeyIdOf(PublicKey key)
    {
        var reader = new AsnReader(key.Raw, AsnEncodingRules.DER).ReadSequence();
        reader.ReadEncodedValue();
        return CryptographicOperations.HashData(HashAlgorithmName.SHA1, reader.ReadBitString(out _));
    }

    public static CertificateExtension SubjectKeyId(ReadOnlyMemory<byte> id) =>
        Write(ExtensionOids.SubjectKeyId, false, writer => writer.WriteOctetString(id.Span));

    public static CertificateExtension AuthorityKeyId(ReadOnlyMemory<byte> id) => Write(ExtensionOids.AuthorityKeyId, false, writer =>
    {
        using (writer.PushSequence())
        {
            writer.WriteOctetString(id.Span, new Asn1Tag(TagClass.ContextSpecific, 0));
        }
    });

    public static CertificateExtension KeyUsage(KeyUsages usages) => Write(ExtensionOids.KeyUsage, true, writer =>
    {
        // Bit 0 is the highest of the first octet. No use here goes beyond that octet.
        var reversed = 0;
        for (var bit = 0; bit < 8; bit++)
        {
            reversed |= (((int)usages >> bit) & 1) << (7 - bit);
        }

        writer.WriteBitString([(byte)reversed], int.TrailingZeroCount(reversed));
    });

    public static CertificateExtension BasicConstraints(bool isCa) => Write(ExtensionOids.BasicConstraints, true, writer =>
    {
        using (writer.PushSequence())
        {
            if (isCa)
            {
                writer.WriteBoolean(true);
            }
        }
    });

    public static CertificateExtension ExtendedKeyUsage(IEnumerable<string> usages) =>
        Write(ExtensionOids.ExtendedKeyUsage, false, writer =>
        {
            using (writer.PushSequence())
            {
                foreach (var usage in usages.Distinct(StringComparer.Ordinal))
                {
                    writer.WriteObjectIdentifier(usage);
                }
            }
        });

    /// <summary>Names that are there already, as they are, and new ones behind them.</summary>
    /// <param name="present">Encodings one after the other.</param>
    /// <param name="names">In order; one that comes twice is written once.</param>
    /// <param name="isCritical">As RFC 5280 demands where the subject is empty.</param>
    public static CertificateExtension SubjectAltName(ReadOnlyMemory<byte> present, IEnumerable<GeneralName> names, bool isCritical) =>
        Write(ExtensionOids.SubjectAltName, isCritical, writer =>
        {
            using (writer.PushSequence())
            {
                for (var reader = new AsnReader(present, AsnEncodingRules.DER); reader.HasData;)
                {
                    writer.WriteEncodedValue(reader.ReadEncodedValue().Span);
                }

                foreach (var name in names.DistinctBy(name => name.Key))
                {
                    name.Write(writer);
                }
            }
        });

    private static CertificateExtension Write(string oid, bool isCritical, Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        write(writer);
        return new CertificateExtension(oid, isCritical, writer.Encode());
    }
}
