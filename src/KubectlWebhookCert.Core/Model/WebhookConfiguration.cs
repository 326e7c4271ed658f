namespace KubectlWebhookCert.Core.Model;

/// <summary>An object that holds webhook client configurations.</summary>
/// <param name="Type">One of <see cref="ResourceTypes.WebhookConfigurations"/>.</param>
/// <param name="Resource">The object as read.</param>
/// <param name="Owner">Who writes its certificate and CA bundles.</param>
/// <param name="Keepers">Who reverts drift on it.</param>
/// <param name="Webhooks">Its entries that the target selects; a CRD and an APIService have one.</param>
public sealed record WebhookConfiguration(
    ResourceType Type,
    KubernetesObject Resource,
    OwnerMark Owner,
    ValueList<KeeperMark> Keepers,
    ValueList<Webhook> Webhooks);
