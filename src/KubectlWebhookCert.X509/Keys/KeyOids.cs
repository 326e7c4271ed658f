namespace KubectlWebhookCert.X509.Keys;

/// <summary>Identifiers of key algorithms (RFC 3279 §2.3, RFC 5480 §2.1.1, RFC 8410 §3, RFC 9881 §2).</summary>
internal static class KeyOids
{
    public const string Rsa = "1.2.840.113549.1.1.1";
    public const string Ecdsa = "1.2.840.10045.2.1";
    public const string Ed25519 = "1.3.101.112";
    public const string Dsa = "1.2.840.10040.4.1";
    public const string MlDsa44 = "2.16.840.1.101.3.4.3.17";
    public const string MlDsa65 = "2.16.840.1.101.3.4.3.18";
    public const string MlDsa87 = "2.16.840.1.101.3.4.3.19";

    public static PublicKeyKind Kind(string oid) => oid switch
    {
        Rsa => PublicKeyKind.Rsa,
        Ecdsa => PublicKeyKind.Ecdsa,
        Ed25519 => PublicKeyKind.Ed25519,
        Dsa => PublicKeyKind.Dsa,
        MlDsa44 or MlDsa65 or MlDsa87 => PublicKeyKind.MlDsa,
        _ => PublicKeyKind.Unknown,
    };
}
