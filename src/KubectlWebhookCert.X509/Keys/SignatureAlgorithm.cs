using System.Security.Cryptography;

namespace KubectlWebhookCert.X509.Keys;

/// <summary>How a certificate is signed (RFC 5280 §4.1.1.2).</summary>
/// <param name="Oid">The identifier in the certificate, dotted.</param>
/// <param name="Name">Go's name for it, for example <c>SHA256-RSA</c> or <c>ECDSA-SHA384</c>; the identifier where Go knows none.</param>
/// <param name="KeyKind">The key it takes; unknown where Go does not know the algorithm.</param>
/// <param name="Hash">What is hashed with before signing; null for Ed25519, ML-DSA, MD2 and unknown algorithms.</param>
/// <param name="IsPss">RSASSA-PSS, with the same hash in MGF1 and a salt of its length.</param>
/// <param name="IsInsecure">MD2, MD5 or SHA-1, which today's API servers refuse on anything but an anchor.</param>
public sealed record SignatureAlgorithm(
    string Oid,
    string Name,
    PublicKeyKind KeyKind,
    HashAlgorithmName? Hash,
    bool IsPss,
    bool IsInsecure)
{
    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
