using KubectlWebhookCert.Core.Rules;

namespace KubectlWebhookCert.Core.Validation;

/// <summary>A fault that was found, with its consequences.</summary>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Severity">How bad it is: at least as bad as the worst of its consequences.</param>
/// <param name="Fault">What was found.</param>
/// <param name="IsReported">Whether this is what the API server reports: it stops at the first failure it meets.</param>
/// <param name="Consequences">What follows from it, worst first.</param>
public sealed record Finding(Rule Rule, Severity Severity, Fault Fault, bool IsReported, ValueList<Finding> Consequences)
{
    /// <summary>This finding and all that follows from it, causes before consequences.</summary>
    public IEnumerable<Finding> WithConsequences => Consequences.SelectMany(finding => finding.WithConsequences).Prepend(this);
}
