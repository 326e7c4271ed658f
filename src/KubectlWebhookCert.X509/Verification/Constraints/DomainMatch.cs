namespace KubectlWebhookCert.X509.Verification.Constraints;

/// <summary>Whether a name meets a constraint.</summary>
/// <param name="IsMet">Whether it does.</param>
/// <param name="Problem">Why the two cannot be compared, in Go's words; null if they can.</param>
internal readonly record struct DomainMatch(bool IsMet, string? Problem)
{
    public static DomainMatch Of(bool isMet) => new(isMet, null);

    public static DomainMatch Failed(string problem) => new(false, problem);
}
