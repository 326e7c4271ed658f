namespace KubectlWebhookCert.X509.Issuing;

/// <summary>When a new certificate is valid: UTC, whole seconds, both ends included (RFC 5280 §4.1.2.5).</summary>
public sealed record Validity
{
    /// <summary>Sets the period.</summary>
    /// <param name="notBefore">First instant. Parts of a second are cut off.</param>
    /// <param name="notAfter">Last instant. Parts of a second are cut off.</param>
    /// <exception cref="IssuingException">It ends before it begins.</exception>
    public Validity(DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        NotBefore = WholeSeconds(notBefore);
        NotAfter = WholeSeconds(notAfter);
        if (NotAfter < NotBefore)
        {
            throw new IssuingException(
                IssuingProblem.ValidityReversed,
                FormattableString.Invariant($"notAfter {NotAfter:u} lies before notBefore {NotBefore:u}"));
        }
    }

    /// <summary>First instant.</summary>
    public DateTimeOffset NotBefore { get; }

    /// <summary>Last instant.</summary>
    public DateTimeOffset NotAfter { get; }

    private static DateTimeOffset WholeSeconds(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
