using System.Security.Cryptography;
using KubectlWebhookCert.Tests.Cluster;

namespace KubectlWebhookCert.Core.Tests.Fixtures;

/// <summary>Private keys as PEM text, in every encoding that is met.</summary>
internal static class PrivateKeys
{
    public static string Of(IssuedCertificate certificate) => PemEncoding.WriteString("PRIVATE KEY", certificate.Key.Pkcs8.Span) + "\n";

    /// <summary>PKCS#8 of one of <see cref="TestKeys"/>.</summary>
    public static string Pkcs8(int number) => TestKeys.Rsa(number).ExportPkcs8PrivateKeyPem() + "\n";

    /// <summary>PKCS#1 of one of <see cref="TestKeys"/>.</summary>
    public static string Pkcs1(int number) => TestKeys.Rsa(number).ExportRSAPrivateKeyPem() + "\n";

    /// <summary>Encrypted PKCS#8 of one of <see cref="TestKeys"/>.</summary>
    public static string Encrypted(int number) => TestKeys.Rsa(number).ExportEncryptedPkcs8PrivateKeyPem(
        "password", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1)) + "\n";
}
