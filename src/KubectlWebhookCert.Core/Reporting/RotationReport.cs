using System.Globalization;
using System.Text;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>What a rotation, its way back or a restore has done, for people and for programs.</summary>
/// <param name="Result"><c>rotated</c>, <c>aborted</c>, <c>restored</c> or <c>adopted</c>.</param>
/// <param name="Plan">What was gone through.</param>
/// <param name="Stored">What the Secret holds now; null where it is gone.</param>
/// <param name="Restarted">Workloads that were restarted.</param>
/// <param name="Gap">For how long calls may have failed; null where none was to be feared.</param>
/// <param name="Backup"><c>NAMESPACE/NAME</c> of the Secret that keeps what was there.</param>
/// <param name="Before">What was found before; null where a run was continued.</param>
/// <param name="After">What is found now; null where that could not be read.</param>
public sealed record RotationReport(
    string Result,
    RotationPlan Plan,
    SecretVersion? Stored,
    ValueList<ObjectRef> Restarted,
    TimeSpan? Gap,
    string Backup,
    ValidationResult? Before,
    ValidationResult? After)
{
    // what an owner has issued it would issue again: restore refuses that
    private string? Undo => Backup.Split('/') is [var place, var name] && Result != "aborted" && Plan.Goal is { Handover: null }
        ? $"kubectl webhook-cert restore {name} -n {place}"
        : null;

    private ValueList<ObjectRef> Changed =>
    [
        .. Plan.Steps.SelectMany(step => step switch
        {
            PlanStep.WriteSecret write => [write.Secret],
            PlanStep.DeleteSecret delete => [delete.Secret],
            PlanStep.Create create => [create.Manifest.Ref],
            PlanStep.Annotate annotate => [new ObjectRef(annotate.Type.Kind, null, annotate.Configuration)],
            PlanStep.Renew renew => [renew.Certificate],
            PlanStep.WriteBundles write => [new ObjectRef(write.Bundles[0].Place.Type.Kind, null, write.Bundles[0].Place.Configuration)],
            _ => Enumerable.Empty<ObjectRef>(),
        }).Distinct(),
    ];

    /// <summary>For people; the first line as kubectl's: <c>secret/NAME rotated</c>.</summary>
    /// <param name="now">The instant to count from, UTC.</param>
    public string ToText(DateTimeOffset now)
    {
        var text = new StringBuilder();
        void Line(string label, string value) => text.Append(CultureInfo.InvariantCulture, $"  {(label + ":").PadRight(14)}{Printable.Escape(value)}\n");
        text.Append(CultureInfo.InvariantCulture, $"secret/{Plan.Scope.Secret.Name} {Result}\n");
        if (Plan.Scope.Original.Chain is [var old, ..])
        {
            Line("before", CertificateWords.Dates(old, now));
        }

        if (Stored?.Chain is [var current, ..])
        {
            Line("now", CertificateWords.Dates(current, now));
        }

        if (Result != "aborted" && PlanDocumentBuilder.NewAuthority(Plan) is { } authority)
        {
            Line("CA", CertificateWords.Dates(authority, now));
        }

        if (Changed.Count > 0)
        {
            Line("written", string.Join(", ", Changed));
        }

        if (Restarted.Count > 0)
        {
            Line("restarted", string.Join(", ", Restarted));
        }

        if (Gap is { } gap)
        {
            Line("gap", string.Create(CultureInfo.InvariantCulture, $"calls may have failed for {gap.TotalSeconds:0.0} s"));
        }

        Line("backup", $"Secret {Backup}");
        if (Undo is { } undo)
        {
            Line("to undo", undo);
        }

        if (After is { } after)
        {
            Line("validate", $"{(Before is { } before ? $"{SeverityWords.Totals(before.All)} before, " : string.Empty)}{SeverityWords.Totals(after.All)} now");
        }

        return text.ToString();
    }

    /// <summary>For programs.</summary>
    public RotationDocument ToDocument() => new(
        "kubectl-webhook-cert/v1",
        "Rotation",
        Result,
        PlanDocumentBuilder.Reference(Plan.Scope.Secret.Ref),
        Plan.Strategy,
        new PlanDocument.Replaced(PlanDocumentBuilder.Leaf(Plan.Scope.Original), PlanDocumentBuilder.Leaf(Stored)),
        Result == "aborted" ? null : PlanDocumentBuilder.Authority(Plan),
        [.. Changed.Select(PlanDocumentBuilder.Reference)],
        [.. Restarted.Select(PlanDocumentBuilder.Reference)],
        Gap?.TotalSeconds,
        Backup,
        Undo,
        Found(Before),
        Found(After));

    private static RotationDocument.Judged? Found(ValidationResult? judged) => judged is null ? null : new(
        judged.All.Count(finding => finding.Severity == Severity.Error),
        judged.All.Count(finding => finding.Severity == Severity.Warning),
        [.. judged.All.Where(finding => finding.Severity != Severity.Info).Select(finding => finding.Rule.Code).Distinct()]);
}
