namespace KubectlWebhookCert.X509.Verification.KeyPairs;

/// <summary>Why Go's TLS refuses a certificate and a private key, in the order in which it looks.</summary>
public enum KeyPairProblem
{
    /// <summary>The certificate's text holds no PEM block.</summary>
    CertificateTextEmpty,

    /// <summary>The certificate's text holds a private key and no certificate: the two may have been switched.</summary>
    CertificateTextHoldsKey,

    /// <summary>The certificate's text holds PEM blocks, and no certificate.</summary>
    CertificateMissing,

    /// <summary>The key's text holds no PEM block.</summary>
    KeyTextEmpty,

    /// <summary>The key's text holds a certificate and no private key.</summary>
    KeyTextHoldsCertificate,

    /// <summary>The key's text holds PEM blocks, and no private key.</summary>
    KeyMissing,

    /// <summary>The first certificate cannot be parsed.</summary>
    CertificateMalformed,

    /// <summary>The private key is encrypted, which Go cannot undo.</summary>
    KeyEncrypted,

    /// <summary>The private key cannot be parsed, or its numbers contradict each other.</summary>
    KeyMalformed,

    /// <summary>The private key is of a kind that cannot sign: X25519.</summary>
    KeyCannotSign,

    /// <summary>The certificate's key is of a kind that TLS does not use: DSA, or unknown.</summary>
    CertificateKeyUnknown,

    /// <summary>The certificate is about a key of another kind.</summary>
    KindsDiffer,

    /// <summary>The certificate is about another key.</summary>
    KeysDiffer,
}
