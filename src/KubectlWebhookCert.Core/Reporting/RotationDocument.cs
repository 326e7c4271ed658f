namespace KubectlWebhookCert.Core.Reporting;

// The JSON contract of `rotate -o json` and `restore NAME -o json`, documented by docs/rotation.schema.json; as with PlanDocument.

/// <summary>What <c>rotate</c> has done.</summary>
/// <param name="ApiVersion"><c>kubectl-webhook-cert/v1</c>.</param>
/// <param name="Kind"><c>Rotation</c>.</param>
/// <param name="Result"><c>rotated</c>, <c>aborted</c> or <c>restored</c>.</param>
/// <param name="Secret">The serving Secret.</param>
/// <param name="Strategy">As in the plan.</param>
/// <param name="Certificate">The leaf before and after.</param>
/// <param name="Authority">The CA before and after; absent where it is the same.</param>
/// <param name="Changed">Every object that was written.</param>
/// <param name="Restarted">Workloads that were restarted.</param>
/// <param name="GapSeconds">For how long calls may have failed, as far as it was seen; absent where none was to be feared.</param>
/// <param name="Backup">The Secret that keeps what was there.</param>
/// <param name="Undo">What to type to put that back.</param>
/// <param name="Before">What <c>validate</c> found before; absent where a run was continued.</param>
/// <param name="After">What <c>validate</c> finds now.</param>
public sealed record RotationDocument(
    string ApiVersion,
    string Kind,
    string Result,
    InspectionDocument.Reference Secret,
    string Strategy,
    PlanDocument.Replaced Certificate,
    PlanDocument.Replaced? Authority,
    IReadOnlyList<InspectionDocument.Reference> Changed,
    IReadOnlyList<InspectionDocument.Reference> Restarted,
    double? GapSeconds,
    string Backup,
    string? Undo,
    RotationDocument.Judged? Before,
    RotationDocument.Judged? After)
{
    /// <summary>How many findings of which severity, and their codes.</summary>
    public sealed record Judged(int Errors, int Warnings, IReadOnlyList<string> Codes);
}
