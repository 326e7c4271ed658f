using System.Globalization;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Certificates as evidence: what a user can compare with <c>openssl x509</c>.</summary>
internal static class Facts
{
    private const int ListedNames = 6;

    /// <summary>Subject, fingerprint, validity and names.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="name">What it is called: <c>certificate</c>, <c>CA</c>.</param>
    public static ValueList<Evidence> Of(Certificate certificate, string name) =>
    [
        new(name, Subject(certificate)),
        new("issuer", Name(certificate.Issuer)),
        new("sha256", certificate.Sha256),
        new("valid", $"{Instant(certificate.NotBefore)} to {Instant(certificate.NotAfter)}"),
        .. certificate.IsCa ? [] : new Evidence[] { new("names", Names(certificate)) },
    ];

    /// <summary>A CA and its fingerprint on one line: <c>CN=web-ca (sha256 0a1b2c3d4e5f)</c>.</summary>
    public static string Short(Certificate certificate) => $"{Subject(certificate)} (sha256 {certificate.Sha256[..12]})";

    /// <summary>Whom a certificate names.</summary>
    public static string Subject(Certificate certificate) => Name(certificate.Subject);

    /// <summary>A distinguished name, or words where it is empty.</summary>
    public static string Name(DistinguishedName name) => name.IsEmpty ? "a certificate without a subject" : name.ToString();

    /// <summary>Its alternative names, the first few: <c>a.b.svc, c.d.svc</c>.</summary>
    public static string Names(Certificate certificate)
    {
        string[] names =
        [
            .. certificate.AlternativeNames.DnsNames,
            .. certificate.AlternativeNames.Addresses.Select(address => address.ToString()),
        ];
        return names.Length switch
        {
            0 => "no name at all",
            <= ListedNames => string.Join(", ", names),
            _ => string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names[..ListedNames])} and {names.Length - ListedNames} more"),
        };
    }

    /// <summary>UTC, whole seconds, as the Kubernetes API writes it.</summary>
    public static string Instant(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
