using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Core.Targets;

/// <summary>What the user points at is not there, is no webhook, is more than one thing, or may not be read.</summary>
/// <param name="message">As for <see cref="WebhookCertException"/>.</param>
/// <param name="hint">What resembles it, or what to type instead; null where there is nothing.</param>
public sealed class TargetException(string message, string? hint)
    : WebhookCertException(message, hint, null);
