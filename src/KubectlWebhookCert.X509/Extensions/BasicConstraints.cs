namespace KubectlWebhookCert.X509.Extensions;

/// <summary>basicConstraints (RFC 5280 §4.2.1.9).</summary>
/// <param name="IsCa">Whether the certificate may sign others.</param>
/// <param name="PathLength">How many intermediates may follow; null for no limit, and for a negative number, which older Go reads as none.</param>
public sealed record BasicConstraints(bool IsCa, int? PathLength);
