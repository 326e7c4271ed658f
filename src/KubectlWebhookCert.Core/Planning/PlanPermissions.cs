using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>What a user must be allowed to do so that a plan can be gone through with.</summary>
public static class PlanPermissions
{
    /// <summary>Every one, each once, in the order in which it is needed.</summary>
    /// <param name="plan">The plan.</param>
    public static ValueList<NeededAccess> Of(RotationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var secret = plan.Scope.Secret.Ref;
        return
        [
            .. Verbs(["get", "create", "update", "delete"], ResourceTypes.Lease, secret.Namespace, null)
                .Concat(Verbs(["get", "list", "create", "patch", "delete"], ResourceTypes.Secret, secret.Namespace, null))
                .Concat(plan.Steps.SelectMany(Of))
                .Distinct(),
        ];
    }

    private static IEnumerable<NeededAccess> Of(PlanStep step) => step switch
    {
        PlanStep.WriteBundles write => Verbs(["get", "patch"], write.Bundles[0].Place.Type, null, write.Bundles[0].Place.Configuration),
        PlanStep.WriteSecret write => Verbs(["get", "update"], ResourceTypes.Secret, write.Secret.Namespace, write.Secret.Name),
        PlanStep.DeleteSecret delete => Verbs(["get", "delete"], ResourceTypes.Secret, delete.Secret.Namespace, delete.Secret.Name),
        PlanStep.Create create => Verbs(["get", "create"], ResourceTypes.Of(create.Manifest), create.Manifest.Namespace, null),
        PlanStep.Annotate annotate => Verbs(["get", "patch"], annotate.Type, null, annotate.Configuration),
        PlanStep.Restart restart => Verbs(["patch"], ResourceTypes.All.First(type => type.Kind == restart.Workload.Kind), restart.Workload.Namespace, restart.Workload.Name),
        PlanStep.Renew renew => Verbs(["get"], ResourceTypes.Certificate, renew.Certificate.Namespace, renew.Certificate.Name)
            .Append(new NeededAccess("patch", ResourceTypes.Certificate, renew.Certificate.Namespace, renew.Certificate.Name, "status")),
        _ => [],
    };

    private static IEnumerable<NeededAccess> Verbs(string[] verbs, ResourceType type, string? namespaceName, string? name) =>
        verbs.Select(verb => new NeededAccess(verb, type, namespaceName, name, null));
}

/// <summary>One action that must be allowed.</summary>
/// <param name="Verb">RBAC verb.</param>
/// <param name="Type">The resource type.</param>
/// <param name="Namespace">Namespace; null for a cluster-scoped type.</param>
/// <param name="Name">One object, or null for all.</param>
/// <param name="Subresource">For example <c>status</c>, or null.</param>
public sealed record NeededAccess(string Verb, ResourceType Type, string? Namespace, string? Name, string? Subresource)
{
    /// <summary><c>patch validatingwebhookconfigurations.admissionregistration.k8s.io web</c>, as <c>kubectl auth can-i</c> takes it.</summary>
    public override string ToString()
    {
        var resource = Type.Group.Length == 0 ? Type.Plural : $"{Type.Plural}.{Type.Group}";
        var named = Name is null ? resource : $"{resource}/{Name}";
        return $"{Verb} {named}{(Subresource is null ? string.Empty : $" --subresource={Subresource}")}{(Namespace is null ? string.Empty : $" -n {Namespace}")}";
    }
}
