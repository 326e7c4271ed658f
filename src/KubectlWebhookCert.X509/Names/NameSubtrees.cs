using System.Collections.Immutable;

namespace KubectlWebhookCert.X509.Names;

/// <summary>The permitted or the excluded side of name constraints, each kind in order.</summary>
/// <param name="DnsDomains">Domains; with a dot in front the domain itself is not meant.</param>
/// <param name="AddressRanges">Addresses.</param>
/// <param name="EmailAddresses">A mail address, a host, or a domain with a dot in front.</param>
/// <param name="UriDomains">Domains of URIs; with a dot in front the domain itself is not meant.</param>
/// <param name="Others">Kinds that Go does not judge: directoryName, otherName and the like.</param>
public sealed record NameSubtrees(
    ImmutableArray<string> DnsDomains,
    ImmutableArray<AddressRange> AddressRanges,
    ImmutableArray<string> EmailAddresses,
    ImmutableArray<string> UriDomains,
    ImmutableArray<RawName> Others)
{
    /// <summary>No subtree.</summary>
    public static NameSubtrees None { get; } = new([], [], [], [], []);
}
