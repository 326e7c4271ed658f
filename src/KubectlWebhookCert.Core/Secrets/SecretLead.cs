using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Secrets;

/// <summary>A hint that a Secret may be a webhook's serving Secret.</summary>
/// <param name="Namespace">The Secret's namespace.</param>
/// <param name="Name">The Secret's name.</param>
/// <param name="Weight">How much it says.</param>
/// <param name="Evidence">One phrase for <see cref="ServingSecret.FoundBy"/>.</param>
internal sealed record SecretLead(string Namespace, string Name, LeadWeight Weight, string Evidence);
