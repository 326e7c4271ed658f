using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>A certificate that cannot be rotated, or not safely: nothing was written.</summary>
/// <param name="message">As for <see cref="WebhookCertException"/>.</param>
/// <param name="hint">The way out.</param>
public sealed class RotationRefusedException(string message, string? hint) : WebhookCertException(message, hint, null);
