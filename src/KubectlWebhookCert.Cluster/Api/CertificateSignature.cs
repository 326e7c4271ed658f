using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>Whether one certificate carries another one's signature.</summary>
internal static class CertificateSignature
{
    /// <summary>True only where the signature was checked and holds; an algorithm not known here (SHA-1 among them) is a no.</summary>
    /// <param name="certificate">The certificate signed.</param>
    /// <param name="signer">The certificate whose key signed it.</param>
    /// <remarks>Source: RFC 5280 §4.1.1, RFC 4055, RFC 5758.</remarks>
    public static bool IsBy(X509Certificate2 certificate, X509Certificate2 signer)
    {
        try
        {
            var whole = new AsnReader(certificate.RawDataMemory, AsnEncodingRules.DER).ReadSequence();
            var signedPart = whole.ReadEncodedValue().Span;
            var algorithm = whole.ReadSequence().ReadObjectIdentifier();
            var signature = whole.ReadBitString(out _);
            return Verify(signer, algorithm, signedPart, signature);
        }
        catch (Exception exception) when (exception is AsnContentException or CryptographicException)
        {
            return false;
        }
    }

    private static bool Verify(X509Certificate2 signer, string algorithm, ReadOnlySpan<byte> signedPart, ReadOnlySpan<byte> signature)
    {
        HashAlgorithmName? hash = algorithm switch
        {
            "1.2.840.113549.1.1.11" or "1.2.840.10045.4.3.2" => HashAlgorithmName.SHA256,
            "1.2.840.113549.1.1.12" or "1.2.840.10045.4.3.3" => HashAlgorithmName.SHA384,
            "1.2.840.113549.1.1.13" or "1.2.840.10045.4.3.4" => HashAlgorithmName.SHA512,
            _ => null,
        };
        if (hash is not { } known)
        {
            return false;
        }

        if (algorithm.StartsWith("1.2.840.113549", StringComparison.Ordinal))
        {
            using var rsa = signer.GetRSAPublicKey();
            return rsa is not null && rsa.VerifyData(signedPart, signature, known, RSASignaturePadding.Pkcs1);
        }

        using var ecdsa = signer.GetECDsaPublicKey();
        return ecdsa is not null && ecdsa.VerifyData(signedPart, signature, known, DSASignatureFormat.Rfc3279DerSequence);
    }
}
