using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Core.Adopting;

/// <summary>Something that cannot be adopted, or not safely: nothing was written.</summary>
/// <param name="message">As for <see cref="WebhookCertException"/>.</param>
/// <param name="hint">The way out.</param>
public sealed class AdoptionRefusedException(string message, string? hint) : WebhookCertException(message, hint, null);
