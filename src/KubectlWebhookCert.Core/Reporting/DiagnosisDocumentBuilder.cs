using KubectlWebhookCert.Core.ErrorTexts;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>Turns diagnoses into the JSON contract.</summary>
public static class DiagnosisDocumentBuilder
{
    /// <summary>The document of one run of <c>why</c>.</summary>
    /// <param name="diagnoses">In the order of the text.</param>
    public static DiagnosisDocument Build(IEnumerable<Diagnosis> diagnoses) =>
        new(InspectionDocumentBuilder.ApiVersion, "Diagnosis", [.. diagnoses.Select(Describe)]);

    private static DiagnosisDocument.ExplainedError Describe(Diagnosis diagnosis) => new(
        diagnosis.Error.Form.ToString(),
        diagnosis.Error.WebhookName,
        diagnosis.Error.ServiceName is { } name ? new DiagnosisDocument.CalledService(diagnosis.Error.ServiceNamespace, name) : null,
        diagnosis.Error.Port,
        diagnosis.Error.Address,
        diagnosis.Error.Kind,
        diagnosis.Error.ApiService,
        diagnosis.Error.Tail,
        diagnosis.Error.Excerpt,
        diagnosis.Meaning?.Means,
        diagnosis.IsJudged,
        [.. diagnosis.Causes.Select(Describe)],
        [.. diagnosis.OtherErrors.Select(Describe)],
        diagnosis.Meaning?.Codes ?? [],
        diagnosis.Meaning?.Checks ?? [],
        diagnosis.Meaning?.Fixes ?? []);

    private static DiagnosisDocument.Cause Describe(DiagnosedCause cause) => new(
        cause.Finding.Rule.Code,
        cause.Finding.Severity.Word(),
        cause.Finding.Fault.Message,
        cause.Subject.Resource.Kind,
        cause.Subject.Resource.Name,
        FindingText.Place(cause.Subject, cause.Finding),
        cause.Finding.Fault.ApiServerText,
        cause.Finding.Fault.Fix,
        [.. cause.Finding.WithConsequences.Skip(1).Select(finding => finding.Rule.Code)]);
}
