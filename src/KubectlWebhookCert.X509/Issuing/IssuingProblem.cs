namespace KubectlWebhookCert.X509.Issuing;

/// <summary>Why a key or certificate cannot be issued.</summary>
public enum IssuingProblem
{
    /// <summary>The private key is encrypted.</summary>
    KeyEncrypted,

    /// <summary>Keys of this kind or size are not made, or cannot sign here.</summary>
    KeyUnsupported,

    /// <summary>The platform does not take the private key.</summary>
    KeyNotLoadable,

    /// <summary>A key of this kind has no such encoding.</summary>
    EncodingUnsuitable,

    /// <summary>notAfter lies before notBefore.</summary>
    ValidityReversed,

    /// <summary>A subject, or a name to be certified, that cannot be written.</summary>
    NameMalformed,

    /// <summary>The certificate that is to sign is no CA.</summary>
    NotAnAuthority,

    /// <summary>The CA's certificate is about another key.</summary>
    AuthorityKeyDiffers,

    /// <summary>The certificate to clone was signed by a CA, so it takes one to sign the clone.</summary>
    AuthorityMissing,
}
