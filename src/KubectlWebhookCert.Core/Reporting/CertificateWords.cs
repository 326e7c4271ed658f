using System.Globalization;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>A certificate in few words.</summary>
internal static class CertificateWords
{
    private const int FingerprintDigits = 12;

    /// <summary>For whom it is, the first few names.</summary>
    public static string Names(Certificate leaf)
    {
        string[] names = [.. leaf.AlternativeNames.DnsNames, .. leaf.AlternativeNames.Addresses.Select(address => address.ToString())];
        return names.Length switch
        {
            0 => "no name at all",
            <= 4 => string.Join(", ", names),
            _ => string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names[..3])} and {names.Length - 3} more"),
        };
    }

    /// <summary>Fingerprint and dates: <c>sha256:0a1b2c3d4e5f…  until 2027-01-01 (213d)</c>.</summary>
    public static string Dates(Certificate certificate, DateTimeOffset now) => $"{Fingerprint(certificate)}  {Validity(certificate, now)}";

    /// <summary>The first digits of the fingerprint: <c>sha256:0a1b2c3d4e5f…</c>.</summary>
    public static string Fingerprint(Certificate certificate) => $"sha256:{certificate.Sha256[..FingerprintDigits]}…";

    /// <summary>The end that matters: <c>until 2027-01-01 (213d)</c>, <c>from 2027-01-01 (not yet valid)</c>.</summary>
    public static string Validity(Certificate certificate, DateTimeOffset now)
    {
        var invariant = CultureInfo.InvariantCulture;
        return now < certificate.NotBefore
            ? string.Create(invariant, $"from {certificate.NotBefore:yyyy-MM-dd} (not yet valid)")
            : now > certificate.NotAfter
                ? string.Create(invariant, $"until {certificate.NotAfter:yyyy-MM-dd} (expired {HumanDuration.Until(certificate.NotAfter, now)})")
                : string.Create(invariant, $"until {certificate.NotAfter:yyyy-MM-dd} ({HumanDuration.Until(certificate.NotAfter, now)})");
    }
}
