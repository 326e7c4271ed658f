using System.Text.Json.Serialization;

namespace KubectlWebhookCert.Core.Reporting;

// The JSON contract of `validate -o json`, documented by docs/validation.schema.json. As with InspectionDocument: what stands here is
// kept once released, and a field without a value is left out.

/// <summary>What <c>validate</c> found.</summary>
public sealed record ValidationDocument(
    string ApiVersion,
    string Kind,
    string At,
    ValidationDocument.JudgedBy? Server,
    ValidationDocument.Totals Summary,
    IReadOnlyList<ValidationDocument.Subject> Items,
    IReadOnlyList<InspectionDocument.NotRead> Unreadable)
{
    /// <summary>Whose verdict it is; what is not known is left out.</summary>
    public sealed record JudgedBy(string? GoVersion, int? KubernetesMinor);

    /// <summary>How much was found.</summary>
    public sealed record Totals(int Errors, int Warnings, int Infos, int Webhooks, int Unknowns, bool Incomplete);

    /// <summary>One webhook, or one holder of trust.</summary>
    public sealed record Subject(
        string? ApiVersion,
        string Kind,
        string? Namespace,
        string Name,
        string? Webhook,
        string? Field,
        InspectionDocument.Called? Calls,
        IReadOnlyList<Found> Findings,
        IReadOnlyList<NotJudged> Unknowns);

    /// <summary>One finding.</summary>
    public sealed record Found(
        string Code,
        string Severity,
        string Message,
        [property: JsonPropertyName("object")] InspectionDocument.Reference Where,
        string? Field,
        IReadOnlyList<Fact> Evidence,
        Said? ApiServer,
        string? Fix,
        string? CausedBy);

    /// <summary>One fact behind a finding.</summary>
    public sealed record Fact(string Name, string Value);

    /// <summary>What the API server says because of a finding.</summary>
    public sealed record Said(string Text, string? Message, bool Reported);

    /// <summary>What could not be judged.</summary>
    public sealed record NotJudged(string Why, IReadOnlyList<string> Codes);
}
