using KubectlWebhookCert.X509.Extensions;

namespace KubectlWebhookCert.X509.Issuing;

/// <summary>Who signs: a CA certificate and its key. The key stays its owner's to dispose.</summary>
public sealed class CertificateAuthority
{
    /// <summary>Takes a certificate and its key.</summary>
    /// <param name="certificate">A CA.</param>
    /// <param name="key">Its key.</param>
    /// <exception cref="IssuingException">The certificate is no CA, may not sign certificates, or is about another key.</exception>
    public CertificateAuthority(Certificate certificate, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(key);

        // Before version 3 nothing says who is a CA, and Go takes them all.
        if ((certificate.Version == 3 && !certificate.IsCa)
            || (certificate.KeyUsage != KeyUsages.None && !certificate.KeyUsage.HasFlag(KeyUsages.CertSign)))
        {
            throw new IssuingException(IssuingProblem.NotAnAuthority, $"{certificate} may not sign certificates");
        }

        if (!certificate.PublicKey.Equals(key.PublicKey))
        {
            throw new IssuingException(IssuingProblem.AuthorityKeyDiffers, $"the CA's private key does not belong to {certificate}");
        }

        Certificate = certificate;
        Key = key;
    }

    /// <summary>The CA.</summary>
    public Certificate Certificate { get; }

    /// <summary>Its key.</summary>
    public SigningKey Key { get; }
}
