using KubectlWebhookCert.Core.Keepers;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Whether a keeper is told to leave a field alone, and what tells it.</summary>
internal static class KeeperRemedy
{
    /// <summary>The annotation that has Flux apply an object once and no more.</summary>
    public const string FluxApply = "kustomize.toolkit.fluxcd.io/ssa";

    private const string ArgoCd = "argo-cd";
    private const string Flux = "flux";
    private const string FluxReconcile = "kustomize.toolkit.fluxcd.io/reconcile";
    private const string FluxDrift = "helm.toolkit.fluxcd.io/driftDetection";

    /// <summary>Whether it reverts drift by itself, without anybody's command.</summary>
    public static bool IsAutomatic(KeeperMark keeper) => keeper.Code is ArgoCd or Flux;

    /// <summary>Whether it is Argo CD.</summary>
    public static bool IsArgoCd(KeeperMark keeper) => keeper.Code == ArgoCd;

    /// <summary>The field of a configuration that holds its bundles.</summary>
    public static KeptField BundleField(ResourceType type) =>
        type == ResourceTypes.CustomResourceDefinition ? KeptField.Conversion
        : type == ResourceTypes.ApiService ? KeptField.Aggregation
        : KeptField.Bundles;

    /// <summary>Whether the keeper is told to leave the field alone.</summary>
    public static bool IsLeftAlone(ClusterSnapshot snapshot, KubernetesObject resource, KeptField field, IReadOnlyCollection<string> writers) =>
        resource.Annotation(FluxApply) is "IfNotPresent" or "Ignore"
        || resource.Annotation(FluxReconcile) == "disabled"
        || resource.Annotation(FluxDrift) == "disabled"
        || (ArgoCdApplication.Of(snapshot, resource) is { } application
            && ArgoCdApplication.IsRespected(application)
            && ArgoCdApplication.Ignores(application, resource, field, writers));

    /// <summary>What to type or to add, so that it does.</summary>
    public static string Fix(ClusterSnapshot snapshot, KeeperMark keeper, KubernetesObject resource, KeptField field)
    {
        if (IsArgoCd(keeper))
        {
            var named = ArgoCdApplication.Of(snapshot, resource) is { } application ? $"the spec of {application.Ref}" : "the Application's spec";
            return $"add to {named}, where it is kept: {ArgoCdApplication.Snippet(resource, field)}";
        }

        return $"kubectl annotate {resource.Kind.ToLowerInvariant()} {resource.Name}{(resource.Namespace is { } place ? $" -n {place}" : string.Empty)} "
            + $"{FluxApply}=IfNotPresent, and the same where it is kept; for a HelmRelease, ignore the field in spec.driftDetection";
    }
}
