namespace KubectlWebhookCert.X509.Verification;

/// <summary>Whether the leaf is for the server: Go's <c>VerifyHostname</c>. Only alternative names count.</summary>
internal static class NameCheck
{
    private const int MostNamesListed = 100;

    public static Reason? Judge(Certificate leaf, string serverName, GoVersion version)
    {
        if (ServerAddress.Read(serverName, version) is { } address)
        {
            var wanted = GoText.Unmapped(address);
            return leaf.AlternativeNames.Addresses.Any(candidate => GoText.Unmapped(candidate).Equals(wanted))
                ? null
                : Mismatch(leaf, AddressText(serverName, address, version), version);
        }

        return leaf.AlternativeNames.DnsNames.Any(pattern => HostName.Matches(pattern, serverName, version))
            ? null
            : Mismatch(leaf, serverName, version);
    }

    private static string AddressText(string serverName, System.Net.IPAddress address, GoVersion version) =>
        GoChanges.ServerAddressesMayHaveZones.IsIn(version) ? GoText.Address(address) : ServerAddress.Unbracketed(serverName);

    private static Reason Mismatch(Certificate leaf, string host, GoVersion version)
    {
        var hasNames = leaf.FindExtension(Extensions.ExtensionOids.SubjectAltName) is not null;
        return !hasNames && HostName.LabelsMatch(leaf.Subject.CommonName ?? "", host)
            ? new Reason.LegacyCommonName(leaf, host) { Text = "x509: certificate relies on legacy Common Name field, use SANs instead" }
            : new Reason.NameMismatch(leaf, host) { Text = $"x509: {Describe(leaf, host, version)}" };
    }

    private static string Describe(Certificate leaf, string host, GoVersion version)
    {
        var isAddress = ServerAddress.Parse(host) is not null;
        var addresses = leaf.AlternativeNames.Addresses;
        if (isAddress && addresses.IsEmpty)
        {
            return $"cannot validate certificate for {host} because it doesn't contain any IP SANs";
        }

        var names = isAddress ? [.. addresses.Select(GoText.Address)] : leaf.AlternativeNames.DnsNames;
        if (names.Length >= MostNamesListed && GoChanges.ManyNamesAreCounted.IsIn(version))
        {
            return FormattableString.Invariant($"certificate is valid for {names.Length} {(isAddress ? "IP SANs" : "names")}, but none matched {host}");
        }

        var list = string.Join(", ", names);
        return list.Length == 0
            ? $"certificate is not valid for any names, but wanted to match {host}"
            : $"certificate is valid for {list}, not {host}";
    }
}
