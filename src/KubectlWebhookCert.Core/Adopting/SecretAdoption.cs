using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Adopting;

/// <summary>How a serving Secret is taken over.</summary>
/// <param name="Scope">What was there.</param>
/// <param name="Chain">What it holds then, the leaf first.</param>
/// <param name="Trust">Bundles that are healed beforehand.</param>
/// <param name="Written">Values that are put into a Secret that holds none; none where its own are kept.</param>
/// <param name="Marks">Labels and annotations that it gets.</param>
/// <param name="Unconfirmed">CAs that become trusted though no bundle trusted them.</param>
/// <param name="Notes">What a user should know beforehand, one sentence each.</param>
public sealed record SecretAdoption(
    SecretScope Scope,
    ValueList<Certificate> Chain,
    ValueList<TrustChange> Trust,
    ValueList<SecretEntry> Written,
    AdoptionMarks Marks,
    ValueList<Certificate> Unconfirmed,
    ValueList<string> Notes)
{
    /// <summary>Whether everything is as it should be.</summary>
    public bool IsNone => Trust.Count == 0 && Written.Count == 0 && Marks.IsEmpty;
}
