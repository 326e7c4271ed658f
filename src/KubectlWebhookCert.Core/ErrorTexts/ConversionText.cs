namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary><c>conversion webhook for GROUP/VERSION, Kind=KIND failed: Post "URL": CAUSE</c>.</summary>
/// <remarks>Source: kubernetes/apiextensions-apiserver, pkg/apiserver/conversion/webhook_converter.go.</remarks>
internal static class ConversionText
{
    private const string Failed = " failed: ";
    private const int LongestKind = 400;

    /// <summary>What follows <c>conversion webhook for </c>.</summary>
    public static ReportedError? Read(string rest)
    {
        var end = rest.AsSpan(0, Math.Min(rest.Length, LongestKind)).IndexOf(Failed, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        var error = AdmissionText.Called(ReportedForm.Conversion, rest[(end + Failed.Length)..]);
        return error with { Kind = rest[..end].Trim() };
    }
}
