using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Targets;

/// <summary>What a user may type to point at a configuration or at what is in it.</summary>
/// <param name="Type">One of <see cref="ResourceTypes.WebhookConfigurations"/>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Webhooks">The names of its entries; of a CRD and an APIService its own.</param>
/// <param name="Services">The Services that are called.</param>
public sealed record TargetNames(ResourceType Type, string Name, ValueList<string> Webhooks, ValueList<ObjectRef> Services)
{
    /// <summary>Those of an object; null where it calls no webhook.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="resource">The object.</param>
    public static TargetNames? Of(ResourceType type, KubernetesObject resource)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(resource);
        return WebhookEntryReader.Read(type, resource) is { Count: > 0 } entries
            ? new TargetNames(
                type,
                resource.Name,
                [.. entries.Select(entry => entry.Name)],
                [.. entries.Select(entry => entry.Calls).OfType<WebhookCall.ByService>().Select(call => new ObjectRef(ResourceTypes.Service.Kind, call.Namespace, call.Name)).Distinct()])
            : null;
    }
}
