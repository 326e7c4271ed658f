namespace KubectlWebhookCert.X509.Verification.Constraints;

/// <summary>What the permitted or the excluded constraints of one kind say to a name.</summary>
/// <param name="IsConstrained">Whether there are any.</param>
/// <param name="Constraint">The one that the name lies in, or null.</param>
internal readonly record struct ConstraintAnswer(bool IsConstrained, string? Constraint);
