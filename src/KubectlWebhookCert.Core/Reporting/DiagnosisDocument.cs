namespace KubectlWebhookCert.Core.Reporting;

// The JSON contract of `why -o json`, documented by docs/diagnosis.schema.json.

/// <summary>What <c>why</c> says.</summary>
public sealed record DiagnosisDocument(string ApiVersion, string Kind, IReadOnlyList<DiagnosisDocument.ExplainedError> Items)
{
    /// <summary>One error.</summary>
    public sealed record ExplainedError(
        string Form,
        string? Webhook,
        CalledService? Service,
        int? Port,
        string? Address,
        string? ConvertedKind,
        string? ApiService,
        string Error,
        string Excerpt,
        string? Means,
        bool Judged,
        IReadOnlyList<Cause> Causes,
        IReadOnlyList<Cause> OtherErrors,
        IReadOnlyList<string> PossibleCodes,
        IReadOnlyList<string> Checks,
        IReadOnlyList<string> Fixes);

    /// <summary>A Service.</summary>
    public sealed record CalledService(string? Namespace, string Name);

    /// <summary>A finding that explains the error, or an error beside it.</summary>
    public sealed record Cause(
        string Code,
        string Severity,
        string Message,
        string Kind,
        string Name,
        string Place,
        string? ApiServerText,
        string? Fix,
        IReadOnlyList<string> Consequences);
}
