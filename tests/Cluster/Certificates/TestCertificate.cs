using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A leaf with its private key and the intermediates that are served with it.</summary>
/// <remarks>Not disposable: servers and tests share it, and the garbage collector frees it in time.</remarks>
public sealed class TestCertificate(X509Certificate2 leaf, IReadOnlyList<X509Certificate2> intermediates)
{
    /// <summary>Holds its private key.</summary>
    public X509Certificate2 Leaf => leaf;

    public IReadOnlyList<X509Certificate2> Intermediates => intermediates;

    /// <summary>Leaf first, then the intermediates.</summary>
    public string ChainPem =>
        string.Join('\n', [leaf.ExportCertificatePem(), .. intermediates.Select(each => each.ExportCertificatePem())]) + "\n";

    /// <summary>PKCS#8.</summary>
    public string KeyPem
    {
        get
        {
            using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)leaf.GetECDsaPrivateKey() ?? leaf.GetRSAPrivateKey()
                ?? throw new InvalidOperationException("neither an EC nor an RSA key");
            return key.ExportPkcs8PrivateKeyPem() + "\n";
        }
    }

    /// <summary>SHA-256 of the leaf's DER: 64 lower-case hex digits.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(leaf.RawData));
}
