using KubectlWebhookCert.Core.Rules;

namespace KubectlWebhookCert.Core.Validation;

/// <summary>A fault, not yet put in order with others.</summary>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Fault">The fault.</param>
internal sealed record FoundFault(Rule Rule, Fault Fault);
