namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary><c>http: TLS handshake error from ADDRESS: CAUSE</c>: the log of a webhook's server written in Go.</summary>
/// <remarks>Source: Go, net/http/server.go.</remarks>
internal static class ServerText
{
    private const int LongestAddress = 100;

    /// <summary>What follows <c>TLS handshake error from </c>.</summary>
    public static ReportedError? Read(string rest)
    {
        var end = rest.AsSpan(0, Math.Min(rest.Length, LongestAddress)).IndexOf(": ", StringComparison.Ordinal);
        if (end <= 0 || CauseText.Clean(rest[(end + 2)..]) is not { Length: > 0 } tail)
        {
            return null;
        }

        return new ReportedError(ReportedForm.Server, tail, "") { ClientAddress = rest[..end].Trim() };
    }
}
