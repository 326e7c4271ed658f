using System.Collections.Immutable;
using System.Net;
using KubectlWebhookCert.X509.Names;

namespace KubectlWebhookCert.X509.Verification.Constraints;

/// <summary>The names of a certificate in the form that constraints are compared with.</summary>
/// <param name="Addresses">IP addresses.</param>
/// <param name="DnsNames">Host names.</param>
/// <param name="Uris">URIs, as they are printed, with their hosts.</param>
/// <param name="Mailboxes">Mail addresses, their domains in lower case.</param>
internal sealed record ConstrainedNames(
    ImmutableArray<IPAddress> Addresses,
    ImmutableArray<string> DnsNames,
    ImmutableArray<(string Uri, string Host)> Uris,
    ImmutableArray<Mailbox> Mailboxes)
{
    /// <summary>One name alone.</summary>
    public static ConstrainedNames Of(string serverName) => ServerAddress.Parse(serverName) is { } address
        ? new ConstrainedNames([address], [], [], [])
        : new ConstrainedNames([], [serverName], [], []);

    /// <summary>Those of a certificate, or null with the problem in Go's words: one of them cannot be compared.</summary>
    public static ConstrainedNames? Of(Certificate certificate, GoVersion version, out string? problem)
    {
        var names = certificate.AlternativeNames;
        problem = null;
        var uris = ImmutableArray.CreateBuilder<(string Uri, string Host)>();
        foreach (var uri in names.Uris)
        {
            if (UriHost.Read(uri, saysWhich: true, out problem) is not { } host)
            {
                return null;
            }

            uris.Add((UriName.Normalize(uri), DomainOrder.LowerCase(host)));
        }

        var mailboxes = ImmutableArray.CreateBuilder<Mailbox>();
        foreach (var address in names.EmailAddresses)
        {
            if (ReadMailbox(address, version) is not { } mailbox)
            {
                problem = $"cannot parse rfc822Name {GoText.Quote(address)}";
                return null;
            }

            mailboxes.Add(mailbox with { Domain = DomainOrder.LowerCase(mailbox.Domain) });
        }

        problem = null;
        return new ConstrainedNames(names.Addresses, names.DnsNames, uris.ToImmutable(), mailboxes.ToImmutable());
    }

    private static Mailbox? ReadMailbox(string address, GoVersion version)
    {
        var mailbox = Mailbox.Parse(address);
        var isRefused = GoChanges.MailDomainHasNoAt.IsIn(version) && mailbox?.Domain.Contains('@', StringComparison.Ordinal) == true;
        return isRefused ? null : mailbox;
    }
}
