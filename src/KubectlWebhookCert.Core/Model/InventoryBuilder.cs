using KubectlWebhookCert.Core.Keepers;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Core.Model;

/// <summary>From what was read to the graph that is shown and judged.</summary>
public static class InventoryBuilder
{
    /// <summary>Builds the graph.</summary>
    /// <param name="snapshot">What was read.</param>
    /// <param name="target">What the user points at.</param>
    /// <param name="options">As given to <see cref="Discovery"/>.</param>
    /// <exception cref="TargetException">The target is found nowhere, calls no webhook, is ambiguous, or may not be read at all.</exception>
    public static Inventory Build(ClusterSnapshot snapshot, Target target, DiscoveryOptions options)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        var selected = TargetSelection.Select(snapshot, target, options);
        TargetResolution.Require(snapshot, target, selected);

        var graph = new WebhookBuilder(snapshot, options);
        var configurations = selected.Select(configuration => Build(graph, configuration)).ToValueList();
        if (target is Target.ThroughSecret secret)
        {
            configurations = ServedWith(configurations, secret);
        }

        return new Inventory(
            configurations, snapshot.Unreadable.Where(refused => refused.Reason is not (UnreadableReason.NotServed or UnreadableReason.NotInFiles)).ToValueList());
    }

    private static WebhookConfiguration Build(WebhookBuilder graph, SelectedConfiguration selected)
    {
        var webhooks = selected.Entries.Select(entry => graph.Build(selected, entry)).ToValueList();
        return new WebhookConfiguration(
            selected.Type,
            selected.Resource,
            webhooks.Select(webhook => webhook.Owner).FirstOrDefault(owner => owner.Code != OwnerMark.Nobody.Code) ?? OwnerMark.Nobody,
            KeeperSet.Recognise(selected.Resource),
            webhooks);
    }

    private static ValueList<WebhookConfiguration> ServedWith(ValueList<WebhookConfiguration> configurations, Target.ThroughSecret secret)
    {
        var served = configurations
            .Select(configuration => configuration with
            {
                Webhooks = configuration.Webhooks
                    .Where(webhook => webhook.ServingSecrets
                        .Any(found => found.Ref.Namespace == secret.Namespace && found.Ref.Name == secret.Name))
                    .ToValueList(),
            })
            .Where(configuration => configuration.Webhooks.Count > 0)
            .ToValueList();
        return served.Count > 0 ? served : throw TargetResolution.NotServedWith(secret);
    }
}
