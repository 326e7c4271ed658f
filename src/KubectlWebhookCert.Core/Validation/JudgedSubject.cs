using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Validation;

/// <summary>Webhooks of one configuration of which the same is true, or one holder of trust.</summary>
/// <param name="Resource">The configuration, the ConfigMap, or the kubeconfig.</param>
/// <param name="Configuration">The configuration; null for a holder of trust.</param>
/// <param name="Webhooks">Its webhooks; none for a holder of trust.</param>
/// <param name="Field">Where in a holder of trust: its key; empty for webhooks.</param>
/// <param name="Findings">Root causes, worst first, each with its consequences.</param>
/// <param name="Unknowns">What could not be judged.</param>
public sealed record JudgedSubject(
    ObjectRef Resource,
    WebhookConfiguration? Configuration,
    ValueList<Webhook> Webhooks,
    string Field,
    ValueList<Finding> Findings,
    ValueList<Unknown> Unknowns)
{
    /// <summary>Every finding, causes before their consequences.</summary>
    public IEnumerable<Finding> All => Findings.SelectMany(finding => finding.WithConsequences);
}
