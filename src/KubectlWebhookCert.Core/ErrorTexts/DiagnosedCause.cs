using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>A root cause, and where it was found.</summary>
/// <param name="Subject">The webhooks, or the holder of trust.</param>
/// <param name="Finding">The cause, with its consequences.</param>
public sealed record DiagnosedCause(JudgedSubject Subject, Finding Finding);
