namespace KubectlWebhookCert.X509.Extensions;

/// <summary>Identifiers of the extensions that Go's certificate parser handles (RFC 5280 §4.2).</summary>
public static class ExtensionOids
{
    /// <summary>subjectKeyIdentifier.</summary>
    public const string SubjectKeyId = "2.5.29.14";

    /// <summary>keyUsage.</summary>
    public const string KeyUsage = "2.5.29.15";

    /// <summary>subjectAltName.</summary>
    public const string SubjectAltName = "2.5.29.17";

    /// <summary>basicConstraints.</summary>
    public const string BasicConstraints = "2.5.29.19";

    /// <summary>nameConstraints.</summary>
    public const string NameConstraints = "2.5.29.30";

    /// <summary>cRLDistributionPoints.</summary>
    public const string CrlDistributionPoints = "2.5.29.31";

    /// <summary>certificatePolicies.</summary>
    public const string CertificatePolicies = "2.5.29.32";

    /// <summary>policyMappings: handled by newer Go only.</summary>
    public const string PolicyMappings = "2.5.29.33";

    /// <summary>authorityKeyIdentifier.</summary>
    public const string AuthorityKeyId = "2.5.29.35";

    /// <summary>policyConstraints: handled by newer Go only.</summary>
    public const string PolicyConstraints = "2.5.29.36";

    /// <summary>extKeyUsage.</summary>
    public const string ExtendedKeyUsage = "2.5.29.37";

    /// <summary>inhibitAnyPolicy: handled by newer Go only.</summary>
    public const string InhibitAnyPolicy = "2.5.29.54";

    /// <summary>authorityInfoAccess.</summary>
    public const string AuthorityInfoAccess = "1.3.6.1.5.5.7.1.1";
}
