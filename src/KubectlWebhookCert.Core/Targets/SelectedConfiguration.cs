using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Targets;

/// <summary>A configuration and those of its entries that a target selects.</summary>
/// <param name="Type">One of <see cref="ResourceTypes.WebhookConfigurations"/>.</param>
/// <param name="Resource">The object as read.</param>
/// <param name="Entries">At least one.</param>
internal sealed record SelectedConfiguration(ResourceType Type, KubernetesObject Resource, ValueList<WebhookEntry> Entries)
{
    /// <summary>As kubectl writes it: <c>validatingwebhookconfiguration/x</c>.</summary>
    public string TypeAndName => $"{Type.Singular}/{Resource.Name}";
}
