using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Trust;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Adopting;

/// <summary>What one holder of trust is to hold.</summary>
/// <param name="Place">Where it lies.</param>
/// <param name="Store">The holder, as it is.</param>
/// <param name="Bundle">What it is to hold.</param>
/// <param name="Added">CAs that it did not hold.</param>
/// <param name="Removed">CAs that it holds no more.</param>
/// <param name="Notes">What a user should know beforehand, one sentence each.</param>
public sealed record TrustChange(
    HolderPlace Place, TrustStore Store, CaBundle Bundle, ValueList<Certificate> Added, ValueList<Certificate> Removed, ValueList<string> Notes)
{
    /// <summary>Whether everything stays as it is.</summary>
    public bool IsNone => Added.Count == 0 && Removed.Count == 0;
}
