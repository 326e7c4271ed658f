namespace KubectlWebhookCert.X509.Extensions;

/// <summary>One entry of policyMappings (RFC 5280 §4.2.1.5).</summary>
/// <param name="IssuerPolicy">Policy of the issuer, dotted.</param>
/// <param name="SubjectPolicy">The policy of the subject that counts as it, dotted.</param>
public sealed record PolicyMapping(string IssuerPolicy, string SubjectPolicy);
