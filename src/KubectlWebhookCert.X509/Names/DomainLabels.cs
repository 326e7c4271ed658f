using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Names;

/// <summary>Domain names as Go's certificate parser judges them: labels that are not empty, of printable ASCII, no dot at the end.</summary>
internal static class DomainLabels
{
    public static bool AreValid(ReadOnlySpan<char> domain)
    {
        if (domain.IsEmpty)
        {
            return true;
        }

        // A dot at the very start is not seen by Go up to 1.24, and common in constraints.
        var previous = '\0';
        foreach (var character in domain)
        {
            if (character is < (char)33 or > (char)126 || (character == '.' && previous == '.'))
            {
                return false;
            }

            previous = character;
        }

        return previous != '.';
    }

    /// <summary>The same for one version of Go: a dot at the very start makes an empty label in newer ones.</summary>
    public static bool AreValid(ReadOnlySpan<char> domain, GoVersion version) =>
        AreValid(domain) && !(domain is ['.', ..] && GoChanges.LeadingDotIsLabel.IsIn(version));

    /// <summary>The same for a constraint, which may begin with a dot to leave out the domain itself.</summary>
    public static bool AreValidConstraint(ReadOnlySpan<char> domain) => AreValid(domain is ['.', .. var rest] ? rest : domain);
}
