using System.Formats.Asn1;
using System.Security.Cryptography;
using KubectlWebhookCert.X509.Keys;

namespace KubectlWebhookCert.X509.Issuing;

/// <summary>How a key signs: with a hash as strong as itself, as Go's CreateCertificate chooses.</summary>
/// <param name="Oid">The signature algorithm, dotted.</param>
/// <param name="Hash">What is hashed with.</param>
internal sealed record IssuedSignature(string Oid, HashAlgorithmName Hash)
{
    private const string Sha256WithRsa = "1.2.840.113549.1.1.11";

    public static IssuedSignature For(PublicKey key) => key.Kind == PublicKeyKind.Rsa ? new(Sha256WithRsa, HashAlgorithmName.SHA256)
        : key.SizeInBits <= 256 ? new("1.2.840.10045.4.3.2", HashAlgorithmName.SHA256)
        : key.SizeInBits <= 384 ? new("1.2.840.10045.4.3.3", HashAlgorithmName.SHA384)
        : new("1.2.840.10045.4.3.4", HashAlgorithmName.SHA512);

    /// <summary>AlgorithmIdentifier: RSA has NULL for parameters (RFC 4055 §5), ECDSA has none (RFC 5758 §3.2).</summary>
    public void Write(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oid);
            if (Oid == Sha256WithRsa)
            {
                writer.WriteNull();
            }
        }
    }
}
