using KubectlWebhookCert.Core.Keepers;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>Keepers that would put back what a plan writes.</summary>
public static class KeeperCheck
{
    /// <summary>Refuses where Argo CD or Flux would, and says what keeps them away.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="inventory">The webhooks, with their keepers.</param>
    /// <param name="snapshot">What was read for them: Argo CD's Applications, where they may be read.</param>
    /// <exception cref="RotationRefusedException">One would.</exception>
    public static void Refuse(RotationPlan plan, Inventory inventory, ClusterSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(inventory);
        if (Reverting(plan, inventory, snapshot) is [var kept, ..])
        {
            throw new RotationRefusedException(
                $"cannot rotate {plan.Scope.Secret.Ref}: {kept.Keeper.Name} would put back the {kept.Field.Name} of {kept.Resource.Ref}",
                $"{KeeperRemedy.Fix(snapshot, kept.Keeper, kept.Resource, kept.Field)} (or go on with --force)");
        }
    }

    /// <summary>Who would, one sentence each; and what the next <c>helm upgrade</c> does.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="inventory">The webhooks, with their keepers.</param>
    /// <param name="snapshot">What was read for them.</param>
    public static ValueList<string> Notes(RotationPlan plan, Inventory inventory, ClusterSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(inventory);
        return
        [
            .. Reverting(plan, inventory, snapshot).Select(kept => $"{kept.Keeper.Name} may put back the {kept.Field.Name} of {kept.Resource.Ref}"),
            .. WrittenFields(plan, inventory)
                .Where(kept => kept.Keeper.Code == "helm" && kept.IsHeld)
                .Select(kept => $"{kept.Keeper.Name} renders the {kept.Field.Name} of {kept.Resource.Ref}: the next helm upgrade may put it back"),
        ];
    }

    private static ValueList<WrittenField> Reverting(RotationPlan plan, Inventory inventory, ClusterSnapshot snapshot) =>
    [
        .. WrittenFields(plan, inventory)
            .Where(kept => kept.IsHeld && KeeperRemedy.IsAutomatic(kept.Keeper)
                && !KeeperRemedy.IsLeftAlone(snapshot, kept.Resource, kept.Field, [Owners.PluginMarks.FieldManager])),
    ];

    // a field that is absent from what a keeper applies is left alone by it
    private static IEnumerable<WrittenField> WrittenFields(RotationPlan plan, Inventory inventory)
    {
        var webhooks = inventory.Configurations.SelectMany(configuration => configuration.Webhooks);
        if (webhooks.SelectMany(webhook => webhook.ServingSecrets).FirstOrDefault(secret => secret.Ref == plan.Scope.Secret.Ref) is { Resource: { } stored } secret
            && (plan.Goal?.Handover is not null || plan.Steps.Any(step => step is PlanStep.WriteSecret)))
        {
            foreach (var keeper in secret.Keepers)
            {
                yield return new WrittenField(stored, keeper, KeptField.Data, Overwriting.HoldsData(stored));
            }
        }

        var written = plan.Steps.OfType<PlanStep.WriteBundles>().SelectMany(step => step.Bundles).Select(bundle => bundle.Place).ToHashSet();
        foreach (var configuration in inventory.Configurations)
        {
            var places = written.Where(place => place.Type == configuration.Type && place.Configuration == configuration.Resource.Name).ToList();
            foreach (var keeper in places.Count == 0 ? [] : configuration.Keepers)
            {
                yield return new WrittenField(
                    configuration.Resource,
                    keeper,
                    KeeperRemedy.BundleField(configuration.Type),
                    places.Exists(place => Overwriting.HoldsBundle(configuration.Type, configuration.Resource, place.Entry)));
            }
        }
    }

    private sealed record WrittenField(KubernetesObject Resource, KeeperMark Keeper, KeptField Field, bool IsHeld);
}
