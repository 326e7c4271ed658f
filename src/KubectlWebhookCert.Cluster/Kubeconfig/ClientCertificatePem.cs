using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using KubectlWebhookCert.Core;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>Makes a client certificate with its key out of PEM, as Go's tls.X509KeyPair does.</summary>
internal static class ClientCertificatePem
{
    private const string RsaKey = "1.2.840.113549.1.1.1"; // RFC 8017, rsaEncryption
    private const string EllipticCurveKey = "1.2.840.10045.2.1"; // RFC 5480, id-ecPublicKey

    /// <exception cref="CredentialException">Either does not do, or they do not go together. Never says what is in them.</exception>
    public static Credential AddTo(
        Credential credential, ReadOnlySpan<byte> certificatePem, string certificatePlace, ReadOnlySpan<byte> keyPem, string keyPlace)
    {
        var certificates = Certificates(certificatePem, certificatePlace);
        var leaf = certificates[0];
        try
        {
            return credential with
            {
                ClientCertificate = WithKey(leaf, Encoding.UTF8.GetString(keyPem), keyPlace),
                ClientCertificateIssuers = certificates.Skip(1).ToValueList(),
            };
        }
        catch (ArgumentException e)
        {
            throw new CredentialException(
                $"the private key in {keyPlace} does not belong to the certificate in {certificatePlace}",
                "compare: openssl x509 -noout -pubkey -in CERT; openssl pkey -pubout -in KEY",
                e);
        }
        finally
        {
            leaf.Dispose();
        }
    }

    private static List<X509Certificate2> Certificates(ReadOnlySpan<byte> pem, string place)
    {
        var found = new List<X509Certificate2>();
        ReadOnlySpan<char> text = Encoding.UTF8.GetString(pem);
        while (PemEncoding.TryFind(text, out var fields))
        {
            if (text[fields.Label] is "CERTIFICATE")
            {
                found.Add(Load(Bytes(text[fields.Base64Data]), place));
            }

            text = text[fields.Location.End..];
        }

        return found.Count > 0
            ? found
            : throw new CredentialException($"{place} holds no PEM certificate", "it has to begin with -----BEGIN CERTIFICATE-----");
    }

    private static byte[] Bytes(ReadOnlySpan<char> base64) => Convert.FromBase64String(base64.ToString());

    private static X509Certificate2 Load(byte[] der, string place)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(der);
        }
        catch (CryptographicException e)
        {
            throw new CredentialException($"the certificate in {place} cannot be parsed", "openssl x509 -noout -text -in FILE", e);
        }
    }

    private static X509Certificate2 WithKey(X509Certificate2 leaf, string keyPem, string place)
    {
        ReadOnlySpan<char> text = keyPem;
        while (PemEncoding.TryFind(text, out var fields))
        {
            // Go takes the first block whose label ends so, and passes over "EC PARAMETERS" and certificates.
            var label = text[fields.Label];
            if (label.EndsWith("PRIVATE KEY", StringComparison.Ordinal))
            {
                return label.StartsWith("ENCRYPTED", StringComparison.Ordinal)
                    ? throw Encrypted(place)
                    : WithKey(leaf, Bytes(text[fields.Base64Data]), label is "PRIVATE KEY", place);
            }

            text = text[fields.Location.End..];
        }

        // The headers of OpenSSL's old encryption are no RFC 7468, so such a block is not found above.
        throw keyPem.Contains("ENCRYPTED", StringComparison.Ordinal)
            ? Encrypted(place)
            : new CredentialException($"{place} holds no PEM private key", "it has to begin like -----BEGIN PRIVATE KEY-----");
    }

    private static X509Certificate2 WithKey(X509Certificate2 leaf, byte[] der, bool isPkcs8, string place)
    {
        try
        {
            switch (leaf.PublicKey.Oid.Value)
            {
                case RsaKey:
                    using (var rsa = RSA.Create())
                    {
                        Import(der, isPkcs8, rsa.ImportPkcs8PrivateKey, rsa.ImportRSAPrivateKey);
                        return Usable(leaf.CopyWithPrivateKey(rsa));
                    }

                case EllipticCurveKey:
                    using (var curve = ECDsa.Create())
                    {
                        Import(der, isPkcs8, curve.ImportPkcs8PrivateKey, curve.ImportECPrivateKey);
                        return Usable(leaf.CopyWithPrivateKey(curve));
                    }

                default:
                    throw new CredentialException(
                        $"the certificate for {place} has a key of type {leaf.PublicKey.Oid.Value}, only RSA and ECDSA are supported",
                        "use a client certificate with an RSA or ECDSA key");
            }
        }
        catch (Exception e) when (e is CryptographicException or NotSupportedException)
        {
            var type = leaf.PublicKey.Oid.Value == RsaKey ? "an RSA" : "an ECDSA";
            throw new CredentialException(
                $"the private key in {place} cannot be read as {type} key, which its certificate asks for",
                "openssl pkey -noout -in FILE",
                e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    // The label tells which to try first; Go looks at the bytes, whatever the label says.
    private static void Import(byte[] der, bool isPkcs8, ImportKey pkcs8, ImportKey traditional)
    {
        try
        {
            (isPkcs8 ? pkcs8 : traditional)(der, out _);
        }
        catch (CryptographicException)
        {
            (isPkcs8 ? traditional : pkcs8)(der, out _);
        }
    }

    // SChannel cannot use a key that is only in memory: it has to have been in a PKCS#12 once.
    private static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        }
    }

    private static CredentialException Encrypted(string place) =>
        new($"the private key in {place} is encrypted, which kubectl cannot use either", "decrypt it: openssl pkey -in KEY -out PLAIN");

    private delegate void ImportKey(ReadOnlySpan<byte> der, out int read);
}
