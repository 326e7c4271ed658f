namespace KubectlWebhookCert.Core.Reporting;

// The JSON contract of `adopt --ca-from -o json`, documented by docs/trust-adoption.schema.json; as with PlanDocument.

/// <summary>What <c>adopt --ca-from</c> has done, or would do.</summary>
/// <param name="ApiVersion"><c>kubectl-webhook-cert/v1</c>.</param>
/// <param name="Kind"><c>TrustAdoption</c>.</param>
/// <param name="Result"><c>adopted</c>, <c>unchanged</c>, or <c>adopted (dry run)</c> and <c>adopted (server dry run)</c>.</param>
/// <param name="Holders">Every holder of trust that was looked at.</param>
/// <param name="Backups">Where what was there is kept.</param>
public sealed record AdoptionDocument(
    string ApiVersion,
    string Kind,
    string Result,
    IReadOnlyList<AdoptionDocument.Holder> Holders,
    IReadOnlyList<AdoptionDocument.Original> Backups)
{
    /// <summary>One holder.</summary>
    public sealed record Holder(
        string Target,
        string Place,
        string? Source,
        IReadOnlyList<TrustedAuthority> Added,
        IReadOnlyList<TrustedAuthority> Removed,
        IReadOnlyList<TrustedAuthority> Trusted,
        IReadOnlyList<string> Notes);

    /// <summary>One CA.</summary>
    public sealed record TrustedAuthority(string Subject, string Sha256, string NotBefore, string NotAfter);

    /// <summary>Where what was there is kept, and what puts it back.</summary>
    public sealed record Original(string Place, string Backup, string Undo);
}
