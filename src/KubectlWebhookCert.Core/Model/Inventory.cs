namespace KubectlWebhookCert.Core.Model;

/// <summary>The graph: every webhook the target selects, with what stands behind it. A pure function of a <see cref="ClusterSnapshot"/>.</summary>
/// <param name="Configurations">In the order of <see cref="ResourceTypes.WebhookConfigurations"/>, then by name.</param>
/// <param name="Unreadable">What was asked for and not given, without types the server does not have and what files leave open.</param>
public sealed record Inventory(ValueList<WebhookConfiguration> Configurations, ValueList<Unreadable> Unreadable);
