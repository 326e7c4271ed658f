namespace KubectlWebhookCert.Core.Reporting;

// The JSON contract of `rotate --dry-run=client -o json`, documented by docs/plan.schema.json. As with InspectionDocument: what stands here
// is kept once released, and a field without a value is left out.

/// <summary>What <c>rotate</c> would do.</summary>
public sealed record PlanDocument(
    string ApiVersion,
    string Kind,
    InspectionDocument.Reference Secret,
    string Owner,
    string Strategy,
    PlanDocument.Replaced Certificate,
    PlanDocument.Replaced? Authority,
    IReadOnlyList<PlanDocument.MovedBundle> CaBundles,
    IReadOnlyList<InspectionDocument.Reference> Services,
    IReadOnlyList<PlanDocument.Stage> Steps,
    IReadOnlyList<string> Notes,
    string? Gap)
{
    /// <summary>A certificate and what takes its place; without the latter its owner decides.</summary>
    public sealed record Replaced(Issued? Old, Issued? New);

    /// <summary>One certificate.</summary>
    public sealed record Issued(string Subject, string Sha256, string NotBefore, string NotAfter, IReadOnlyList<string> Names, string Key);

    /// <summary>A CA bundle that moves along.</summary>
    public sealed record MovedBundle(string ApiVersion, string Kind, string Name, string? Webhook, string ServerName);

    /// <summary>One step.</summary>
    public sealed record Stage(int Number, string Action, string Title, bool Writes);
}
