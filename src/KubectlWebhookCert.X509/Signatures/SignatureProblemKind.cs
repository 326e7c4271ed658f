namespace KubectlWebhookCert.X509.Signatures;

/// <summary>What is wrong with a signature.</summary>
public enum SignatureProblemKind
{
    /// <summary>It was not made with this key over these bytes.</summary>
    Wrong,

    /// <summary>It is made with MD2, MD5 or SHA-1.</summary>
    InsecureAlgorithm,

    /// <summary>Go does not know how it is made, or not for checking.</summary>
    UnknownAlgorithm,

    /// <summary>It is of another kind than the key.</summary>
    OtherKindOfKey,

    /// <summary>The key is one that Go refuses to use: an RSA modulus or exponent out of bounds.</summary>
    WeakKey,

    /// <summary>This platform cannot load the key, though Go can: nothing is known of the signature.</summary>
    KeyNotLoadable,
}
