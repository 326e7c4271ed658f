using System.Collections.Immutable;
using System.Net;

namespace KubectlWebhookCert.X509.Names;

/// <summary>The subject alternative names (RFC 5280 §4.2.1.6), each kind in order. Text is as in the certificate, case kept.</summary>
/// <param name="DnsNames">Host names, wildcards too.</param>
/// <param name="Addresses">IPv4 and IPv6 addresses.</param>
/// <param name="EmailAddresses">Mail addresses.</param>
/// <param name="Uris">URIs.</param>
/// <param name="DirectoryNames">Distinguished names.</param>
/// <param name="Others">Names of other kinds (otherName, registeredID, ...), and directory names that cannot be read.</param>
public sealed record AlternativeNames(
    ImmutableArray<string> DnsNames,
    ImmutableArray<IPAddress> Addresses,
    ImmutableArray<string> EmailAddresses,
    ImmutableArray<string> Uris,
    ImmutableArray<DistinguishedName> DirectoryNames,
    ImmutableArray<RawName> Others)
{
    /// <summary>No names.</summary>
    public static AlternativeNames None { get; } = new([], [], [], [], [], []);

    /// <summary>Whether there is a name of a kind that Go looks at: DNS, IP, mail or URI.</summary>
    public bool HasReadable => !DnsNames.IsEmpty || !Addresses.IsEmpty || !EmailAddresses.IsEmpty || !Uris.IsEmpty;

    /// <summary>Whether there is a name of any kind.</summary>
    public bool IsEmpty => !HasReadable && DirectoryNames.IsEmpty && Others.IsEmpty;
}
