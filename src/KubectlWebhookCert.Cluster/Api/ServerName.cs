using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>Whether a certificate is for a host: subject alternative names only, as Go's clients judge it on every platform.</summary>
internal static class ServerName
{
    /// <summary>Null where it is, else why not in Go's words.</summary>
    /// <param name="certificate">The server's certificate.</param>
    /// <param name="host">A name, or an IP address without brackets.</param>
    public static string? Mismatch(X509Certificate2 certificate, string host)
    {
        var (names, addresses, hasNames) = Read(certificate);
        if (IPAddress.TryParse(host, out var address))
        {
            return addresses.Count == 0 ? $"x509: cannot validate certificate for {host} because it doesn't contain any IP SANs"
                : addresses.Contains(address) ? null
                : $"x509: certificate is valid for {string.Join(", ", addresses)}, not {host}";
        }

        foreach (var name in names)
        {
            if (HostName.Matches(name, host))
            {
                return null;
            }
        }

        if (!hasNames && HostName.Matches(certificate.GetNameInfo(X509NameType.SimpleName, false), host))
        {
            return "x509: certificate relies on legacy Common Name field, use SANs instead";
        }

        return names.Count == 0
            ? $"x509: certificate is not valid for any names, but wanted to match {host}"
            : $"x509: certificate is valid for {string.Join(", ", names)}, not {host}";
    }

    /// <summary>The DNS names in a certificate, in order.</summary>
    /// <param name="certificate">The certificate.</param>
    public static IReadOnlyList<string> DnsNames(X509Certificate2 certificate) => Read(certificate).Names;

    private static (List<string> Names, List<IPAddress> Addresses, bool HasNames) Read(X509Certificate2 certificate)
    {
        List<string> names = [];
        List<IPAddress> addresses = [];
        var hasNames = false;
        foreach (var extension in certificate.Extensions)
        {
            if (extension is not X509SubjectAlternativeNameExtension alternatives)
            {
                continue;
            }

            hasNames = true;
            try
            {
                names.AddRange(alternatives.EnumerateDnsNames());
                addresses.AddRange(alternatives.EnumerateIPAddresses());
            }
            catch (CryptographicException)
            {
                // names that cannot be read match nothing
            }
        }

        return (names, addresses, hasNames);
    }
}
