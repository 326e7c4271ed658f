using System.Security.Cryptography.X509Certificates;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What a certificate says, to the last odd detail: also what no authority would sign.</summary>
internal sealed record CertificateDraft
{
    public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    public const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    public const string CodeSigning = "1.3.6.1.5.5.7.3.3";
    public const string AnyPurpose = "2.5.29.37.0";

    /// <summary>A CA; the start of all that differ from it.</summary>
    public static CertificateDraft Authority { get; } = new()
    {
        CommonName = "webhook CA",
        IsCa = true,
        KeyUsage = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign,
    };

    /// <summary>A serving certificate without a name.</summary>
    public static CertificateDraft Leaf { get; } = new()
    {
        CommonName = "webhook",
        IsCa = false,
        KeyUsage = X509KeyUsageFlags.DigitalSignature,
        Purposes = [ServerAuthentication],
    };

    public TestKeyKind Key { get; init; } = TestKeyKind.P256;

    /// <summary>Null: an empty subject.</summary>
    public string? CommonName { get; init; }

    /// <summary>DNS names, as they are, and IP addresses of the SAN; none: no SAN.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public DateTimeOffset NotBefore { get; init; } = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset NotAfter { get; init; } = new(2095, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The content of the INTEGER: negative where the first bit is set.</summary>
    public IReadOnlyList<byte> Serial { get; init; } = [0x2a];

    /// <summary>Null: no basic constraints.</summary>
    public bool? IsCa { get; init; }

    public int? PathLength { get; init; }

    /// <summary>None: no key usage.</summary>
    public X509KeyUsageFlags KeyUsage { get; init; }

    /// <summary>Extended key usage; none: no such extension.</summary>
    public IReadOnlyList<string> Purposes { get; init; } = [];

    /// <summary>The one domain that name constraints permit; null: no name constraints.</summary>
    public string? PermittedDomain { get; init; }

    /// <summary>Has a critical extension that nobody knows.</summary>
    public bool HasUnknownCritical { get; init; }

    /// <summary>Signed with SHA-1, if by RSA.</summary>
    public bool IsSha1 { get; init; }
}
