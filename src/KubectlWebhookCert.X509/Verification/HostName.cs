namespace KubectlWebhookCert.X509.Verification;

/// <summary>Whether a DNS name of a certificate covers a host, by Go's rules.</summary>
/// <remarks>Source: RFC 6125 §6.4.3 as Go's <c>crypto/x509</c> reads it: <c>*</c> only as the whole leftmost label, for exactly one label.</remarks>
public static class HostName
{
    /// <summary>Whether a pattern of a certificate covers a host, for the newest Go.</summary>
    /// <param name="pattern">A dNSName, for example <c>*.default.svc</c>.</param>
    /// <param name="host">The host; one trailing dot is ignored.</param>
    public static bool Matches(string pattern, string host) => Matches(pattern, host, GoVersion.Newest);

    /// <summary>Whether a pattern of a certificate covers a host.</summary>
    /// <param name="pattern">A dNSName, for example <c>*.default.svc</c>.</param>
    /// <param name="host">The host; one trailing dot is ignored.</param>
    /// <param name="version">Whose rules count.</param>
    public static bool Matches(string pattern, string host, GoVersion version)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(host);

        // An invalid name matches itself only.
        return IsValid(pattern, isPattern: true, version) && IsValid(WithoutDot(host), isPattern: false, version)
            ? LabelsMatch(pattern, host)
            : host is not ("" or ".") && pattern.Equals(host, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The same without a look at what the labels are made of.</summary>
    internal static bool LabelsMatch(string pattern, string host)
    {
        var patternLabels = pattern.Split('.');
        var hostLabels = WithoutDot(host).Split('.');
        return pattern.Length > 0 && patternLabels.Length == hostLabels.Length
            && (patternLabels[0] == "*" || patternLabels[0].Equals(hostLabels[0], StringComparison.OrdinalIgnoreCase))
            && patternLabels.AsSpan(1).SequenceEqual(hostLabels.AsSpan(1), StringComparer.OrdinalIgnoreCase);
    }

    private static string WithoutDot(string host) => host.EndsWith('.') ? host[..^1] : host;

    private static bool IsValid(string name, bool isPattern, GoVersion version)
    {
        if (name.Length == 0 || (name == "*" && GoChanges.LoneWildcardIsInvalid.IsIn(version)))
        {
            return false;
        }

        var labels = name.Split('.');
        return ((isPattern && labels[0] == "*") || IsLabel(labels[0])) && Array.TrueForAll(labels[1..], IsLabel);
    }

    // Underscore is no part of a host name but is found in real ones; a hyphen may not come first.
    private static bool IsLabel(string label) =>
        label is not ("" or ['-', ..]) && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');
}
