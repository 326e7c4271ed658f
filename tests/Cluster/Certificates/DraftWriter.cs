using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Writes a certificate field by field (RFC 5280, section 4.1): the platform's CertificateRequest writes no negative serial.</summary>
internal sealed class DraftWriter(
    CertificateDraft draft, X500DistinguishedName subject, PublicKey publicKey, IEnumerable<X509Extension> extensions)
{
    private const int LastUtcYear = 2049; // later ones are GeneralizedTime

    private static readonly Asn1Tag Version = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 3, isConstructed: true);

    public byte[] Sign(X500DistinguishedName issuer, DraftSigner signer)
    {
        var toBeSigned = ToBeSigned(issuer, signer.Algorithm);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(toBeSigned);
            writer.WriteEncodedValue(signer.Algorithm);
            writer.WriteBitString(signer.Sign(toBeSigned));
        }
        return writer.Encode();
    }

    private byte[] ToBeSigned(X500DistinguishedName issuer, byte[] algorithm)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence(Version))
            {
                writer.WriteInteger(2); // v3
            }
            writer.WriteInteger([.. draft.Serial]);
            writer.WriteEncodedValue(algorithm);
            writer.WriteEncodedValue(issuer.RawData);
            using (writer.PushSequence())
            {
                WriteTime(writer, draft.NotBefore);
                WriteTime(writer, draft.NotAfter);
            }
            writer.WriteEncodedValue(subject.RawData);
            writer.WriteEncodedValue(publicKey.ExportSubjectPublicKeyInfo());
            WriteExtensions(writer);
        }
        return writer.Encode();
    }

    private static void WriteTime(AsnWriter writer, DateTimeOffset time)
    {
        if (time.Year > LastUtcYear)
        {
            writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
        }
        else
        {
            writer.WriteUtcTime(time, LastUtcYear);
        }
    }

    private void WriteExtensions(AsnWriter writer)
    {
        using var tagged = writer.PushSequence(Extensions);
        using var all = writer.PushSequence();
        foreach (var extension in extensions)
        {
            using var one = writer.PushSequence();
            writer.WriteObjectIdentifier(extension.Oid?.Value ?? "");
            if (extension.Critical)
            {
                writer.WriteBoolean(true);
            }
            writer.WriteOctetString(extension.RawData);
        }
    }
}
