using System.Collections.Immutable;
using KubectlWebhookCert.X509.Names;

namespace KubectlWebhookCert.X509.Verification.Constraints;

/// <summary>The name constraints of one CA, ready to be asked.</summary>
internal sealed class AuthorityConstraints
{
    private readonly (AddressRanges Permitted, AddressRanges Excluded) addresses;
    private readonly (DomainTrees Permitted, DomainTrees Excluded) dnsNames;
    private readonly (DomainTrees Permitted, DomainTrees Excluded) uris;
    private readonly (MailTrees Permitted, MailTrees Excluded) mailboxes;

    public AuthorityConstraints(NameConstraints constraints, GoVersion version)
    {
        var (permitted, excluded) = (constraints.Permitted, constraints.Excluded);
        addresses = (new(permitted.AddressRanges, version), new(excluded.AddressRanges, version));
        dnsNames = (new(permitted.DnsDomains, excludes: false), new(excluded.DnsDomains, excludes: true));
        uris = (new(permitted.UriDomains, excludes: false), new(excluded.UriDomains, excludes: true));
        mailboxes = (new(permitted.EmailAddresses, excludes: false), new(excluded.EmailAddresses, excludes: true));
    }

    /// <summary>What is wrong first, in Go's words, or null.</summary>
    public string? Judge(ConstrainedNames names) =>
        First(names.Addresses, address => Decide("IP address", GoText.Address(address), addresses.Permitted.Query(address), addresses.Excluded.Query(address)))
        ?? First(names.DnsNames, name => DomainLabels.AreValid(name, GoVersion.Newest)
            ? Decide("DNS name", name, dnsNames.Permitted.Query(name), dnsNames.Excluded.Query(name))
            : $"x509: cannot parse dnsName {GoText.Quote(name)}")
        ?? First(names.Uris, uri => DomainLabels.AreValid(uri.Host, GoVersion.Newest)
            ? Decide("URI", uri.Uri, uris.Permitted.Query(uri.Host), uris.Excluded.Query(uri.Host))
            : $"x509: internal error: URI SAN {GoText.Quote(uri.Uri)} failed to parse")
        ?? First(names.Mailboxes, mailbox => DomainLabels.AreValid(mailbox.Domain, GoVersion.Newest)
            ? Decide("email address", mailbox.ToString(), mailboxes.Permitted.Query(mailbox), mailboxes.Excluded.Query(mailbox))
            : $"x509: cannot parse rfc822Name {GoText.Quote(mailbox.ToString())}");

    private static string? First<TName>(ImmutableArray<TName> names, Func<TName, string?> judge) =>
        names.Select(judge).FirstOrDefault(problem => problem is not null);

    private static string? Decide(string kind, string name, ConstraintAnswer permitted, ConstraintAnswer excluded) => (permitted, excluded) switch
    {
        ({ IsConstrained: true, Constraint: null }, _) => $"{kind} {GoText.Quote(name)} is not permitted by any constraint",
        (_, { Constraint: { } constraint }) => $"{kind} {GoText.Quote(name)} is excluded by constraint {GoText.Quote(constraint)}",
        _ => null,
    };
}
