using System.Collections.Immutable;
using System.Net;
using KubectlWebhookCert.X509.Der;
using KubectlWebhookCert.X509.Names;

namespace KubectlWebhookCert.X509.Verification.Constraints;

/// <summary>Name constraints as Go up to 1.25 judges them: when a CA joins a chain, name by name, each against every constraint.</summary>
internal static class NameByName
{
    /// <summary>What stands before the words about name and constraint.</summary>
    public const string NotAuthorized = "x509: a root or intermediate certificate is not authorized to sign for this name: ";

    public static Reason? Judge(Certificate authority, ImmutableList<Certificate> below, GoVersion version, Waivers waivers)
    {
        var constraints = authority.NameConstraints!;
        var budget = new ComparisonBudget();
        var bound = GoChanges.ConstraintsBindWholeChain.IsIn(version) ? below : [below[0], authority];
        foreach (var name in bound.SelectMany(certificate => SubjectNames.Of(certificate, waivers.MendedName(certificate))))
        {
            if (JudgeName(name, constraints, budget, version) is { } reason)
            {
                return reason;
            }

            if (budget.IsExceeded)
            {
                return waivers.Has<Reason.TooManyConstraints>()
                    ? null
                    : new Reason.TooManyConstraints(authority) { Text = "x509: unknown error" };
            }
        }

        return null;
    }

    private static Reason.NameNotPermitted? JudgeName(DerElement name, NameConstraints constraints, ComparisonBudget budget, GoVersion version)
    {
        var (permitted, excluded) = (constraints.Permitted, constraints.Excluded);
        var matcher = new DomainMatcher(version);
        var text = name.Tag == SubjectNames.Address ? "" : DerText.ReadIa5(name.Content.Span) ?? "";
        switch (name.Tag)
        {
            case SubjectNames.Mail:
                return Mailbox.Parse(text) is { } mailbox
                    ? Check("email address", text, permitted.EmailAddresses, excluded.EmailAddresses, budget,
                        (constraint, isExcluded) => matcher.MatchesMail(mailbox, constraint, isExcluded))
                    : Unreadable("cannot parse rfc822Name {\"\" \"\"}");
            case SubjectNames.Dns:
                return DomainLabels.AreValid(text, version)
                    ? Check("DNS name", text, permitted.DnsDomains, excluded.DnsDomains, budget,
                        (constraint, isExcluded) => matcher.Matches(text, constraint, isExcluded))
                    : Unreadable($"cannot parse dnsName {GoText.Quote(text)}");
            case SubjectNames.Uri:
                return Check("URI", text, permitted.UriDomains, excluded.UriDomains, budget,
                    (constraint, isExcluded) => UriHost.Read(text, saysWhich: false, out var problem) is { } host
                        ? matcher.Matches(host, constraint, isExcluded)
                        : DomainMatch.Failed(problem));
            case SubjectNames.Address:
                var address = new IPAddress(name.Content.Span);
                return Check("IP address", GoText.Address(address), permitted.AddressRanges, excluded.AddressRanges, budget,
                    (range, _) => DomainMatch.Of(range.Contains(address)));
            default:
                return null;
        }
    }

    private static Reason.NameNotPermitted? Check<TConstraint>(
        string kind,
        string name,
        ImmutableArray<TConstraint> permitted,
        ImmutableArray<TConstraint> excluded,
        ComparisonBudget budget,
        Func<TConstraint, bool, DomainMatch> compare)
        where TConstraint : notnull
    {
        if (!budget.Take(excluded.Length))
        {
            return null;
        }

        foreach (var constraint in excluded)
        {
            var match = compare(constraint, true);
            if (match.Problem is not null || match.IsMet)
            {
                return NotPermitted(match.Problem
                    ?? $"{kind} {GoText.Quote(name)} is excluded by constraint {GoText.Quote(constraint.ToString()!)}");
            }
        }

        if (!budget.Take(permitted.Length) || permitted.IsEmpty)
        {
            return null;
        }

        foreach (var constraint in permitted)
        {
            var match = compare(constraint, false);
            if (match.Problem is not null || match.IsMet)
            {
                return match.Problem is null ? null : NotPermitted(match.Problem);
            }
        }

        return NotPermitted($"{kind} {GoText.Quote(name)} is not permitted by any constraint");
    }

    private static Reason.NameNotPermitted NotPermitted(string what) => new(what) { Text = NotAuthorized + what };

    private static Reason.NameNotPermitted Unreadable(string what) => new(what) { Text = $"x509: {what}" };
}
