using KubectlWebhookCert.X509.Names;

namespace KubectlWebhookCert.X509.Verification.Constraints;

/// <summary>Whether one domain lies in another, label by label from the right, as Go up to 1.25 compares.</summary>
internal sealed class DomainMatcher(GoVersion version)
{
    /// <param name="mailbox">The name.</param>
    /// <param name="constraint">A mail address, or a domain.</param>
    /// <param name="isExcluded">Whether the constraint excludes.</param>
    public DomainMatch MatchesMail(Mailbox mailbox, string constraint, bool isExcluded) =>
        !constraint.Contains('@', StringComparison.Ordinal)
            ? Matches(mailbox.Domain, constraint, isExcluded)
            : DomainMatch.Of(Mailbox.Parse(constraint) is { } only
                && only.Local == mailbox.Local && only.Domain.Equals(mailbox.Domain, StringComparison.OrdinalIgnoreCase));

    /// <param name="domain">The name.</param>
    /// <param name="constraint">A domain; empty for all; with a dot in front for those below it only.</param>
    /// <param name="isExcluded">Whether the constraint excludes: then a wildcard is met by any name it stands for.</param>
    public DomainMatch Matches(string domain, string constraint, bool isExcluded)
    {
        if (constraint.Length == 0)
        {
            return DomainMatch.Of(true);
        }

        if (!DomainLabels.AreValid(domain, version))
        {
            return DomainMatch.Failed($"x509: internal error: cannot parse domain {GoText.Quote(domain)}");
        }

        var belowOnly = constraint[0] == '.';
        var labels = Labels(domain);
        var wanted = Labels(belowOnly ? constraint[1..] : constraint);
        if (labels.Length < wanted.Length || (belowOnly && labels.Length == wanted.Length))
        {
            return DomainMatch.Of(false);
        }

        var first = isExcluded && domain is ['*', ..] && wanted.Length > 1 && labels.Length == wanted.Length
            && GoChanges.ExclusionCoversWildcards.IsIn(version) ? 1 : 0;
        return DomainMatch.Of(
            labels.AsSpan(labels.Length - wanted.Length + first).SequenceEqual(wanted.AsSpan(first), StringComparer.OrdinalIgnoreCase));
    }

    // What Go does not see, a dot at the very start, makes no label.
    private static string[] Labels(string domain) =>
        domain.Length == 0 ? [] : (domain[0] == '.' ? domain[1..] : domain).Split('.');
}
