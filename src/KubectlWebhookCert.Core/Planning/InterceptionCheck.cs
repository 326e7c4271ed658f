using System.Text.Json;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>
/// Writes of a plan that the API server would first ask the very webhook about. While that works it admits them like any other; while it is
/// refused they are, too, and with them what would mend it. Writes to webhook configurations are never put before a webhook.
/// </summary>
/// <remarks>Source: kubernetes/apiserver, <c>IsExemptAdmissionConfigurationResource</c>.</remarks>
public static class InterceptionCheck
{
    private const string NamespaceName = "kubernetes.io/metadata.name"; // the API server sets it on every namespace

    /// <summary>Refuses a plan whose write would be refused by the webhook that it is to mend.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="inventory">The webhooks.</param>
    /// <param name="snapshot">What was read for them: the labels of namespaces.</param>
    /// <param name="invariant">Judges.</param>
    /// <exception cref="RotationRefusedException">One would be.</exception>
    public static void Refuse(RotationPlan plan, Inventory inventory, ClusterSnapshot snapshot, PlanInvariant invariant)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(inventory);
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(invariant);
        var state = plan.Scope.Start;
        var secret = plan.Scope.Secret.Ref;
        Refuse(
            plan,
            inventory,
            snapshot,
            invariant.RefusedPlaces(state),
            [
                new Write("CREATE", ResourceTypes.Lease, secret.Namespace, null), new Write("UPDATE", ResourceTypes.Lease, secret.Namespace, null),
                new Write("CREATE", ResourceTypes.Secret, secret.Namespace, null), new Write("UPDATE", ResourceTypes.Secret, secret.Namespace, null),
            ]);
        foreach (var step in plan.Steps)
        {
            Refuse(plan, inventory, snapshot, invariant.RefusedPlaces(state), Of(step, plan, snapshot));
            state = state.After(step);
        }
    }

    private static void Refuse(
        RotationPlan plan, Inventory inventory, ClusterSnapshot snapshot, ValueList<BundlePlace> broken, IEnumerable<Write> writes)
    {
        foreach (var (place, entry) in Entries(inventory, broken))
        {
            if (writes.FirstOrDefault(write => IsAsked(entry, write, snapshot)) is { } blocked)
            {
                throw new RotationRefusedException(
                    $"cannot rotate {plan.Scope.Secret.Ref}: {place} is asked before {blocked}, and refuses it until it is mended",
                    $"kubectl edit {place.Type.Singular} {place.Configuration}: leave {blocked.Type.Plural}{(blocked.Namespace is { } name ? $" or namespace {name}" : string.Empty)} out of what it covers, rotate, and put that back");
            }
        }
    }

    private static IEnumerable<(BundlePlace Place, JsonElement Entry)> Entries(Inventory inventory, ValueList<BundlePlace> broken) =>
        from place in broken
        from configuration in inventory.Configurations
        where configuration.Type == place.Type && configuration.Resource.Name == place.Configuration
        from webhook in configuration.Webhooks
        where webhook.Index == place.Index && webhook.FailurePolicy == "Fail"
        from entry in configuration.Resource.Json.Items("webhooks").Skip(place.Index).Take(1)
        select (place, entry);

    private static IEnumerable<Write> Of(PlanStep step, RotationPlan plan, ClusterSnapshot snapshot) => step switch
    {
        PlanStep.WriteBundles { Bundles: [{ Place.Type: var type }, ..] } when type == ResourceTypes.CustomResourceDefinition || type == ResourceTypes.ApiService =>
            [new Write("UPDATE", type, null, null)],
        PlanStep.WriteSecret write => [new Write("UPDATE", ResourceTypes.Secret, write.Secret.Namespace, plan.Scope.Secret.Label)],
        PlanStep.Create create => [new Write("CREATE", ResourceTypes.Of(create.Manifest), create.Manifest.Namespace, create.Manifest.Label)],
        PlanStep.DeleteSecret delete => [new Write("DELETE", ResourceTypes.Secret, delete.Secret.Namespace, plan.Scope.Secret.Label)],
        PlanStep.Restart restart => Of(restart.Workload, Workloads.Find(snapshot, restart.Workload)),
        _ => [],
    };

    private static IEnumerable<Write> Of(ObjectRef workload, KubernetesObject? found)
    {
        var template = found?.Json.At("spec", "template", "metadata", "labels");
        yield return new Write("UPDATE", ResourceTypes.All.First(type => type.Kind == workload.Kind), workload.Namespace, found is null ? null : found.Label);
        yield return new Write("CREATE", ResourceTypes.Pod, workload.Namespace, found is null ? null : key => template?.Text(key));
    }

    // what is not known of an object's or a namespace's labels may be so
    private static bool IsAsked(JsonElement entry, Write write, ClusterSnapshot snapshot)
    {
        if (!AdmissionRules.Cover(entry, write.Operation, write.Type) || (write.Label is { } label && !LabelSelector.Selects(entry.At("objectSelector"), label)))
        {
            return false;
        }

        if (write.Namespace is not { } name)
        {
            return true;
        }

        var found = snapshot.Find(ResourceTypes.Namespace, null, name);
        var selector = entry.At("namespaceSelector");
        return (found is null && LabelSelector.Keys(selector).Any(key => key != NamespaceName))
            || LabelSelector.Selects(selector, key => key == NamespaceName ? name : found?.Label(key));
    }

    private sealed record Write(string Operation, ResourceType Type, string? Namespace, Func<string, string?>? Label)
    {
        public override string ToString() => $"{Operation} {Type.Plural}{(Namespace is null ? string.Empty : $" in namespace {Namespace}")}";
    }
}
