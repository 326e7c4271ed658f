using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Signs with SHA-256, or with RSA and SHA-1, as nobody should any more.</summary>
internal sealed class DraftSigner(AsymmetricAlgorithm key, bool isSha1)
{
    private const string Sha1WithRsa = "300d06092a864886f70d0101050500";

    private readonly X509SignatureGenerator signer = key is RSA rsa
        ? X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1)
        : X509SignatureGenerator.CreateForECDsa((ECDsa)key);

    /// <summary>AlgorithmIdentifier, DER.</summary>
    public byte[] Algorithm =>
        isSha1 ? Convert.FromHexString(Sha1WithRsa) : signer.GetSignatureAlgorithmIdentifier(HashAlgorithmName.SHA256);

    public byte[] Sign(byte[] data) => signer.SignData(data, isSha1 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256);
}
