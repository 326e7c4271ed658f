using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

/// <summary>Self-signed client certificates and their keys in PEM, made once.</summary>
internal static class ClientPem
{
    private static readonly RSA RsaKey = RSA.Create(2048);
    private static readonly ECDsa CurveKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static string RsaCertificate { get; } =
        SelfSigned(new CertificateRequest("CN=rsa", RsaKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static string CurveCertificate { get; } = SelfSigned(new CertificateRequest("CN=curve", CurveKey, HashAlgorithmName.SHA256));

    public static string Key(string kind) => kind switch
    {
        "RSA PKCS#1" => RsaKey.ExportRSAPrivateKeyPem(),
        "RSA PKCS#8" => RsaKey.ExportPkcs8PrivateKeyPem(),
        "EC SEC1" => CurveKey.ExportECPrivateKeyPem(),
        "EC PKCS#8" => CurveKey.ExportPkcs8PrivateKeyPem(),
        "EC SEC1 after parameters" =>
            $"-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n{CurveKey.ExportECPrivateKeyPem()}",
        "PKCS#8 labelled EC" => CurveKey.ExportPkcs8PrivateKeyPem().Replace(" PRIVATE", " EC PRIVATE", StringComparison.Ordinal),
        "encrypted" => CurveKey.ExportEncryptedPkcs8PrivateKeyPem(
            "password", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1)),
        "encrypted by OpenSSL" => RsaKey.ExportRSAPrivateKeyPem().Replace(
            "KEY-----\nM", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nM", StringComparison.Ordinal),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    private static string SelfSigned(CertificateRequest request)
    {
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return certificate.ExportCertificatePem();
    }
}
