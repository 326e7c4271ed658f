using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Encodes and signs. What was signed once is not signed again: many cases have the same CAs.</summary>
internal sealed class CertificateWriter
{
    private const int Remembered = 20_000;
    private readonly ConcurrentDictionary<string, byte[]> signatures = new();

    public byte[] Encode(CertificateSpec spec)
    {
        var signer = spec.SigningKey ?? (spec.Issuer ?? spec).Key;
        var scheme = spec.Scheme ?? signer.NaturalScheme;
        var signed = ToBeSigned(spec, scheme);
        var signature = Sign(signer, scheme, signed);

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(signed);
            writer.WriteEncodedValue((spec.OuterScheme ?? scheme).Identifier);
            writer.WriteBitString(spec.SignatureTweak is { } tweak ? tweak([.. signature]) : signature);
        }

        return spec.Tweaks.Aggregate(writer.Encode(), (der, change) => change(der));
    }

    private byte[] Sign(TestKey signer, SignatureScheme scheme, byte[] signed)
    {
        var id = $"{signer.Name} {scheme.Name} {Convert.ToHexString(SHA256.HashData(signed))}";
        if (signatures.TryGetValue(id, out var known))
        {
            return known;
        }

        if (signatures.Count > Remembered)
        {
            signatures.Clear();
        }

        return signatures.GetOrAdd(id, signer.Sign(scheme, signed));
    }

    private static byte[] ToBeSigned(CertificateSpec spec, SignatureScheme scheme)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            if (spec.Version != 1)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                {
                    writer.WriteInteger(spec.Version - 1);
                }
            }

            writer.WriteInteger(spec.Serial);
            writer.WriteEncodedValue(scheme.Identifier);
            writer.WriteEncodedValue(spec.IssuerName ?? (spec.Issuer ?? spec).Subject);
            WriteValidity(writer, spec);
            writer.WriteEncodedValue(spec.Subject);
            writer.WriteEncodedValue(spec.Key.PublicKeyInfo);
            WriteExtensions(writer, ExtensionsOf(spec));
        }

        return spec.RawSerial is { } serial ? WithSerial(writer.Encode(), serial) : writer.Encode();
    }

    private static void WriteValidity(AsnWriter writer, CertificateSpec spec)
    {
        if (spec.RawValidity is { } raw)
        {
            writer.WriteEncodedValue(raw);
            return;
        }

        using (writer.PushSequence())
        {
            WriteTime(writer, spec.NotBefore);
            WriteTime(writer, spec.NotAfter);
        }
    }

    private static void WriteTime(AsnWriter writer, DateTimeOffset time)
    {
        if (time.Year is >= 1950 and < 2050)
        {
            writer.WriteUtcTime(time);
        }
        else
        {
            writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
        }
    }

    private static List<ExtensionSpec> ExtensionsOf(CertificateSpec spec)
    {
        List<ExtensionSpec> extensions = [.. spec.Extensions];
        if (spec.HasKeyId || spec.KeyId is not null)
        {
            extensions.Add(new ExtensionSpec(Oids.SubjectKeyId, false, ExtensionValues.KeyId(spec.KeyId ?? spec.Key.KeyId)));
        }

        if (spec.HasIssuerKeyId || spec.IssuerKeyId is not null)
        {
            var issuer = spec.Issuer ?? spec;
            var keyId = spec.IssuerKeyId ?? issuer.KeyId ?? issuer.Key.KeyId;
            extensions.Add(new ExtensionSpec(Oids.AuthorityKeyId, false, ExtensionValues.IssuerKeyId(keyId)));
        }

        return extensions;
    }

    private static void WriteExtensions(AsnWriter writer, List<ExtensionSpec> extensions)
    {
        if (extensions.Count == 0)
        {
            return;
        }

        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 3)))
        using (writer.PushSequence())
        {
            foreach (var extension in extensions)
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(extension.Oid);
                    if (extension.Critical)
                    {
                        writer.WriteBoolean(true);
                    }

                    writer.WriteOctetString(extension.Value);
                }
            }
        }
    }

    // The platform writes no integer that is not DER, so it is put in afterwards.
    private static byte[] WithSerial(byte[] signed, byte[] serial)
    {
        var reader = new AsnReader(signed, AsnEncodingRules.BER).ReadSequence();
        var content = new MemoryStream();
        if (reader.PeekTag().TagClass == TagClass.ContextSpecific)
        {
            content.Write(reader.ReadEncodedValue().Span);
        }

        reader.ReadEncodedValue();
        content.Write(serial);
        while (reader.HasData)
        {
            content.Write(reader.ReadEncodedValue().Span);
        }

        return Element(0x30, content.ToArray());
    }

    /// <summary>Any tag, any content.</summary>
    public static byte[] Element(byte tag, byte[] content) => content.Length switch
    {
        < 0x80 => [tag, (byte)content.Length, .. content],
        < 0x100 => [tag, 0x81, (byte)content.Length, .. content],
        < 0x10000 => [tag, 0x82, (byte)(content.Length >> 8), (byte)content.Length, .. content],
        _ => [tag, 0x83, (byte)(content.Length >> 16), (byte)(content.Length >> 8), (byte)content.Length, .. content],
    };

    /// <summary>Any tag, any text.</summary>
    public static byte[] Element(byte tag, string content) => Element(tag, Encoding.ASCII.GetBytes(content));
}
