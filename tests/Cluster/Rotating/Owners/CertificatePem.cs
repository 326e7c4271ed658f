using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Certificates and keys as they stand in Secrets and bundles.</summary>
internal static class CertificatePem
{
    private const string RsaEncryption = "1.2.840.113549.1.1.1";

    /// <summary>Null: the text is no list of certificates.</summary>
    public static X509Certificate2[]? Read(string pem)
    {
        try
        {
            X509Certificate2Collection read = [];
            read.ImportFromPem(pem);
            return read.Count > 0 || pem.Length == 0 ? [.. read] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static string Write(IEnumerable<X509Certificate2> certificates) =>
        string.Concat(certificates.Select(certificate => certificate.ExportCertificatePem() + "\n"));

    /// <summary>The first certificate with its key, or null when either cannot be read or they do not belong together.</summary>
    public static TestCertificate? ReadPair(string chain, string key)
    {
        if (Read(chain) is not [var first, .. var rest])
        {
            return null;
        }
        try
        {
            return new TestCertificate(WithKey(first, key), rest);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private static X509Certificate2 WithKey(X509Certificate2 certificate, string pem)
    {
        if (certificate.PublicKey.Oid.Value == RsaEncryption)
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return certificate.CopyWithPrivateKey(rsa);
        }
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(pem);
        return certificate.CopyWithPrivateKey(ecdsa);
    }
}
