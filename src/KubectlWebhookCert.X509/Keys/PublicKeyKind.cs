namespace KubectlWebhookCert.X509.Keys;

/// <summary>The algorithm a key is for.</summary>
public enum PublicKeyKind
{
    /// <summary>One that Go's certificate parser does not know.</summary>
    Unknown,

    /// <summary>RSA.</summary>
    Rsa,

    /// <summary>ECDSA on a NIST curve.</summary>
    Ecdsa,

    /// <summary>Ed25519 (RFC 8410).</summary>
    Ed25519,

    /// <summary>DSA: read, but good for no signature.</summary>
    Dsa,

    /// <summary>ML-DSA (FIPS 204): Go knows it since 1.27.</summary>
    MlDsa,
}
