using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Keepers;

/// <summary>Flux: the Kustomization or HelmRelease that applied the object.</summary>
/// <remarks>Source: Flux documentation, kustomize-controller and helm-controller, the labels they set.</remarks>
internal static class Flux
{
    private const string Code = "flux";

    public static readonly Keeper Keeper = new(Code, Recognise);

    private static readonly ValueList<string> Annotations = ["kustomize.toolkit.fluxcd.io/reconcile", "kustomize.toolkit.fluxcd.io/ssa"];

    private static KeeperMark? Recognise(KubernetesObject resource) =>
        Applied(resource, "kustomize.toolkit.fluxcd.io", "Kustomization") ?? Applied(resource, "helm.toolkit.fluxcd.io", "HelmRelease");

    private static KeeperMark? Applied(KubernetesObject resource, string prefix, string kind)
    {
        if (resource.Label($"{prefix}/name") is not { Length: > 0 } name
            || resource.Label($"{prefix}/namespace") is not { Length: > 0 } namespaceName)
        {
            return null;
        }

        return new KeeperMark(
            Code,
            $"Flux {kind} {namespaceName}/{name}",
            [$"label {prefix}/name: {name}", $"label {prefix}/namespace: {namespaceName}", .. Keeper.Notes(resource, Annotations)]);
    }
}
