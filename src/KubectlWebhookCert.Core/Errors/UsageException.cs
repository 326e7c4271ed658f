namespace KubectlWebhookCert.Core.Errors;

/// <summary>The user's words do not fit: a flag, a target, a file that is not there.</summary>
/// <param name="message">As for <see cref="WebhookCertException"/>.</param>
/// <param name="hint">What to type instead.</param>
/// <param name="innerException">What was caught, or null.</param>
public sealed class UsageException(string message, string? hint = null, Exception? innerException = null)
    : WebhookCertException(message, hint, innerException);
