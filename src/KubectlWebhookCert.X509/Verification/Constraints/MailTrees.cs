using System.Collections.Immutable;
using KubectlWebhookCert.X509.Names;

namespace KubectlWebhookCert.X509.Verification.Constraints;

/// <summary>Constraints on mail addresses: whole addresses, and domains.</summary>
internal sealed class MailTrees
{
    private readonly HashSet<Mailbox> addresses = [];
    private readonly DomainTrees domains;
    private readonly bool isEmpty;

    public MailTrees(ImmutableArray<string> constraints, bool excludes)
    {
        isEmpty = constraints.IsEmpty;
        domains = new DomainTrees([.. constraints.Where(constraint => !constraint.Contains('@', StringComparison.Ordinal))], excludes);
        foreach (var constraint in constraints)
        {
            if (constraint.Contains('@', StringComparison.Ordinal) && Mailbox.Parse(constraint) is { } mailbox)
            {
                addresses.Add(mailbox with { Domain = DomainOrder.LowerCase(mailbox.Domain) });
            }
        }
    }

    /// <param name="mailbox">Its domain is in lower case.</param>
    public ConstraintAnswer Query(Mailbox mailbox) =>
        new(!isEmpty, addresses.Contains(mailbox) ? mailbox.ToString() : domains.Query(mailbox.Domain).Constraint);
}
