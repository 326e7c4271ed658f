using System.Globalization;
using System.Net;
using System.Text.Json;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>What a parser read in a certificate, as lines that can be compared.</summary>
internal static class CertificateFacts
{
    // Numbers that Go gives the purposes it knows, and what they stand for; the generator uses no others.
    private static readonly Dictionary<string, string> KnownUsages = new()
    {
        ["0"] = Oids.AnyUsage,
        ["1"] = Oids.ServerAuth,
        ["2"] = Oids.ClientAuth,
        ["3"] = Oids.CodeSigning,
        ["9"] = "1.3.6.1.5.5.7.3.9",
        ["10"] = Oids.MicrosoftServerGatedCrypto,
        ["11"] = Oids.NetscapeServerGatedCrypto,
    };

    /// <summary>Of Go's answer; null where it refuses the certificate.</summary>
    public static IReadOnlyList<string>? OfGo(string answer)
    {
        using var document = JsonDocument.Parse(answer);
        var root = document.RootElement;
        if (root.TryGetProperty("error", out _))
        {
            return null;
        }

        return
        [
            $"version {Text(root, "version", "0")}",
            $"serial {Text(root, "serial", "")}",
            $"from {Text(root, "notBefore", "0")} until {Text(root, "notAfter", "0")}",
            $"dns {List(root, "dns")}",
            $"ip {List(root, "ips")}",
            $"mail {List(root, "emails")}",
            $"purposes {string.Join(' ', Items(root, "usages").Select(usage => KnownUsages.GetValueOrDefault(usage, usage)).Order())}",
            $"ca {(root.TryGetProperty("basicConstraints", out _) ? Text(root, "isCA", "False") : "unsaid")}",
            $"usage {Text(root, "keyUsage", "0")}",
            $"key id {Text(root, "subjectKeyId", "")} of issuer {Text(root, "authorityKeyId", "")}",
            $"unhandled {List(root, "unhandledCritical")}",
            $"permitted {List(root, "permittedDns")} | {List(root, "permittedEmails")} | {List(root, "permittedUris")}",
            $"excluded {List(root, "excludedDns")} | {List(root, "excludedEmails")} | {List(root, "excludedUris")}",
        ];
    }

    /// <summary>Of ours.</summary>
    public static IReadOnlyList<string> Of(Certificate certificate)
    {
        var names = certificate.AlternativeNames;
        var permitted = certificate.NameConstraints?.Permitted;
        var excluded = certificate.NameConstraints?.Excluded;
        return
        [
            $"version {certificate.Version.ToString(CultureInfo.InvariantCulture)}",
            $"serial {certificate.SerialNumber.ToString(CultureInfo.InvariantCulture)}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"from {certificate.NotBefore.ToUnixTimeSeconds()} until {certificate.NotAfter.ToUnixTimeSeconds()}"),
            $"dns {Join(names.DnsNames)}",
            $"ip {Join(names.Addresses.Select(Hex))}",
            $"mail {Join(names.EmailAddresses)}",
            $"purposes {string.Join(' ', certificate.ExtendedKeyUsage.Order())}",
            $"ca {certificate.BasicConstraints?.IsCa.ToString() ?? "unsaid"}",
            $"usage {((int)certificate.KeyUsage).ToString(CultureInfo.InvariantCulture)}",
            $"key id {Hex(certificate.SubjectKeyId)} of issuer {Hex(certificate.AuthorityKeyId)}",
            $"unhandled {Join(certificate.UnhandledCriticalExtensions)}",
            $"permitted {Join(permitted?.DnsDomains)} | {Join(permitted?.EmailAddresses)} | {Join(permitted?.UriDomains)}",
            $"excluded {Join(excluded?.DnsDomains)} | {Join(excluded?.EmailAddresses)} | {Join(excluded?.UriDomains)}",
        ];
    }

    private static string Join(IEnumerable<string>? texts) => string.Join(", ", texts ?? []);

    private static string Hex(IPAddress address) => Hex(address.GetAddressBytes());

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);

    private static string List(JsonElement root, string name) => Join(Items(root, name));

    private static IEnumerable<string> Items(JsonElement root, string name) =>
        root.TryGetProperty(name, out var items) ? items.EnumerateArray().Select(item => item.GetString()!) : [];

    private static string Text(JsonElement root, string name, string absent) =>
        root.TryGetProperty(name, out var value) ? value.ToString() : absent;
}
