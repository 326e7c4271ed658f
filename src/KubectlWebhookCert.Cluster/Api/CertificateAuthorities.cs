using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using KubectlWebhookCert.Core.Errors;

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
        ReadOnlySpan<char> rest = Encoding.Latin1.GetString(bundle);
        while (PemEncoding.TryFind(rest, out var fields))
        {
            if (rest[fields.Label] is "CERTIFICATE")
            {
                Add(rest[fields.Base64Data], fields.DecodedDataLength, found);
            }

            rest = rest[fields.Location.End..];
        }

        return found.Count > 0
            ? found
            : throw new UsageException(
                $"unable to load root certificates: no certificate in the certificate authority of {source}",
                "kubectl config view --minify --raw -o jsonpath='{.clusters[0].cluster}'");
    }

    private static void Add(ReadOnlySpan<char> base64, int length, X509Certificate2Collection found)
    {
        var der = new byte[length];
        if (!Convert.TryFromBase64Chars(base64, der, out _))
        {
            return;
        }

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
