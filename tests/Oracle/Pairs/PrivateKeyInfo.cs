using System.Formats.Asn1;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>What goes around keys: PrivateKeyInfo (RFC 5958) and SubjectPublicKeyInfo (RFC 5280), DER.</summary>
internal static class PrivateKeyInfo
{
    public const string Rsa = "1.2.840.113549.1.1.1";
    public const string Ec = "1.2.840.10045.2.1";
    public const string Ed25519 = "1.3.101.112";
    public const string X25519 = "1.3.101.110";

    /// <summary>NULL, the parameters of RSA.</summary>
    public static byte[] Null { get; } = [5, 0];

    public static byte[] Identifier(string oid)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid);
        return writer.Encode();
    }

    public static byte[] OctetString(byte[] content) => CertificateWriter.Element(4, content);

    public static byte[] WritePrivate(string algorithm, byte[] parameters, byte[] key)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            WriteAlgorithm(writer, algorithm, parameters);
            writer.WriteOctetString(key);
        }

        return writer.Encode();
    }

    public static byte[] WritePublic(string algorithm, byte[] parameters, byte[] key)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            WriteAlgorithm(writer, algorithm, parameters);
            writer.WriteBitString(key);
        }

        return writer.Encode();
    }

    /// <summary>EncryptedPrivateKeyInfo around any octets: PBES2, whatever its parameters.</summary>
    public static byte[] WriteEncrypted(byte[] octets)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            WriteAlgorithm(writer, "1.2.840.113549.1.5.13", CertificateWriter.Element(0x30, OctetString([1, 2, 3])));
            writer.WriteOctetString(octets);
        }

        return writer.Encode();
    }

    private static void WriteAlgorithm(AsnWriter writer, string algorithm, byte[] parameters)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(algorithm);
            if (parameters.Length > 0)
            {
                writer.WriteEncodedValue(parameters);
            }
        }
    }
}
