namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>
/// <c>(possibly because of "REASON" while trying to verify candidate authority certificate "NAME")</c>: the certificate with the right name
/// that was tried, and why it would not do.
/// </summary>
/// <remarks>Source: Go, crypto/x509, UnknownAuthorityError. NAME is the common name, else the organization, else <c>serial:N</c>.</remarks>
/// <param name="Reason">Go's words.</param>
/// <param name="Candidate">The certificate's name; empty where the text was cut off before it.</param>
internal sealed record AuthorityHint(string Reason, string Candidate)
{
    private const string Because = "possibly because of \"";
    private const string While = "\" while trying to verify candidate authority certificate \"";

    public static AuthorityHint? Read(string tail)
    {
        var at = tail.IndexOf(Because, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var rest = tail[(at + Because.Length)..];
        var middle = rest.IndexOf(While, StringComparison.Ordinal);
        if (middle < 0)
        {
            return new AuthorityHint(rest.TrimEnd('"', ')'), "");
        }

        var name = rest[(middle + While.Length)..].TrimEnd(')');
        return new AuthorityHint(rest[..middle], name.EndsWith('"') ? name[..^1] : name);
    }

    /// <summary>The candidate in words.</summary>
    public string Shown => Candidate.Length == 0 ? "a certificate with the issuer's name" : $"\"{Candidate}\"";
}
