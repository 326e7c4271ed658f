using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.X509.Pem;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>Reads the certificates a kubeconfig trusts.</summary>
internal static class CertificateAuthorities
{
    /// <summary>Every certificate of a PEM bundle; what else is in it, or cannot be read, is skipped as Go skips it.</summary>
    /// <param name="bundle">PEM.</param>
    /// <param name="source">Where it comes from, for the message.</param>
    /// <exception cref="UsageException">There is no certificate in it.</exception>
    public static X509Certificate2Collection Read(ReadOnlySpan<byte> bundle, string source)
    {
        var found = new X509Certificate2Collection();
        foreach (var block in PemReader.Read(bundle).Blocks)
        {
            if (block is { Label: "CERTIFICATE", Headers.IsEmpty: true })
            {
                Add(block.Bytes.Span, found);
            }
        }

        return found.Count > 0
            ? found
            : throw new UsageException(
                $"unable to load root certificates: no certificate in the certificate authority of {source}",
                "kubectl config view --minify --raw -o jsonpath='{.clusters[0].cluster}'");
    }

    private static void Add(ReadOnlySpan<byte> der, X509Certificate2Collection found)
    {
        try
        {
            found.Add(X509CertificateLoader.LoadCertificate(der));
        }
        catch (CryptographicException)
        {
            // not a certificate: the others may do
        }
    }
}
