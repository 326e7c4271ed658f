using System.Collections.Immutable;

namespace KubectlWebhookCert.X509.Verification;

/// <summary>Whether every certificate of a chain that lists purposes lists serving, or any (RFC 5280 §4.2.1.12, nested as Go does).</summary>
internal static class ExtendedKeyUsageCheck
{
    private const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    private const string Any = "2.5.29.37.0";

    public static bool Allows(ImmutableList<Certificate> chain) => chain.TrueForAll(certificate =>
        certificate.ExtendedKeyUsage.IsEmpty
        || certificate.ExtendedKeyUsage.Contains(Any)
        || certificate.ExtendedKeyUsage.Contains(ServerAuth));
}
