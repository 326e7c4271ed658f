namespace KubectlWebhookCert.X509;

/// <summary>How a private key is encoded: not every program reads every encoding.</summary>
public enum PrivateKeyEncoding
{
    /// <summary>RSAPrivateKey (RFC 8017 §A.1.2), label <c>RSA PRIVATE KEY</c>.</summary>
    Pkcs1,

    /// <summary>ECPrivateKey (RFC 5915), label <c>EC PRIVATE KEY</c>.</summary>
    Sec1,

    /// <summary>PrivateKeyInfo (RFC 5958), label <c>PRIVATE KEY</c>.</summary>
    Pkcs8,

    /// <summary>EncryptedPrivateKeyInfo (RFC 5958 §3), label <c>ENCRYPTED PRIVATE KEY</c>.</summary>
    EncryptedPkcs8,

    /// <summary>A block encrypted by PEM itself (RFC 1421), header <c>Proc-Type: 4,ENCRYPTED</c>.</summary>
    EncryptedLegacy,
}
