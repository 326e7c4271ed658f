using KubectlWebhookCert.Core.Adopting;

namespace KubectlWebhookCert.Core.Reporting;

// The JSON contract of `adopt TARGET -o json`, documented by docs/adoption.schema.json; as with PlanDocument.

/// <summary>What <c>adopt TARGET</c> has done, or would do.</summary>
/// <param name="ApiVersion"><c>kubectl-webhook-cert/v1</c>.</param>
/// <param name="Kind"><c>SecretAdoption</c>.</param>
/// <param name="Result"><c>adopted</c>, <c>unchanged</c>, <c>adopted (dry run)</c> or <c>adopted (server dry run)</c>.</param>
/// <param name="Secret">The serving Secret.</param>
/// <param name="OwnerBefore">Code of who owned it.</param>
/// <param name="Certificate">The leaf that it holds then.</param>
/// <param name="Written">Keys that were filled.</param>
/// <param name="Labels">Labels that it got.</param>
/// <param name="Annotations">Annotations that it got.</param>
/// <param name="Trusted">CAs that were trusted nowhere before.</param>
/// <param name="Healed">Bundles that trust them now.</param>
/// <param name="Notes">What a user should know.</param>
/// <param name="Backups">Where what was there is kept.</param>
public sealed record SecretAdoptionDocument(
    string ApiVersion,
    string Kind,
    string Result,
    InspectionDocument.Reference Secret,
    string OwnerBefore,
    AdoptionDocument.TrustedAuthority Certificate,
    IReadOnlyList<string> Written,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string> Annotations,
    IReadOnlyList<AdoptionDocument.TrustedAuthority> Trusted,
    IReadOnlyList<string> Healed,
    IReadOnlyList<string> Notes,
    IReadOnlyList<AdoptionDocument.Original> Backups)
{
    /// <summary>Of an adoption.</summary>
    /// <param name="adoption">What it does.</param>
    /// <param name="result">What became of it.</param>
    /// <param name="originals">Where what was there is kept.</param>
    public static SecretAdoptionDocument Of(SecretAdoption adoption, string result, ValueList<KeptOriginal> originals)
    {
        ArgumentNullException.ThrowIfNull(adoption);
        ArgumentNullException.ThrowIfNull(originals);
        return new SecretAdoptionDocument(
            "kubectl-webhook-cert/v1",
            "SecretAdoption",
            result,
            PlanDocumentBuilder.Reference(adoption.Scope.Secret.Ref),
            adoption.Scope.Owner.Code,
            AdoptionReport.Issued(adoption.Chain[0]),
            [.. adoption.Written.Select(entry => entry.Key)],
            Map(adoption.Marks.Labels),
            Map(adoption.Marks.Annotations),
            [.. adoption.Unconfirmed.Select(AdoptionReport.Issued)],
            [.. adoption.Trust.Select(change => change.Place.ToString())],
            adoption.Notes,
            [.. originals.Select(original => new AdoptionDocument.Original(original.Place.ToString(), original.Backup, original.Undo))]);
    }

    private static Dictionary<string, string> Map(ValueList<Mark> marks) => marks.ToDictionary(mark => mark.Name, mark => mark.Value ?? string.Empty, StringComparer.Ordinal);
}
