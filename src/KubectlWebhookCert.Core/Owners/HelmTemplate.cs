using KubectlWebhookCert.Core.Keepers;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Owners;

/// <summary>A Helm chart that makes the certificate while it is rendered: the Secret comes with its data from the chart or a hook.</summary>
internal static class HelmTemplate
{
    private const string Code = "helm-template";
    private const string Name = "Helm template";
    private const string ChartLabel = "helm.sh/chart";

    public static readonly Owner Owner = new(Code, Recognise);

    // whoever applies what Helm has rendered
    private static readonly ValueList<string> Renderers =
        ["helm", "helm-controller", "argocd-controller", "argocd-application-controller", "kustomize-controller"];

    private static OwnerMark? Recognise(OwnerContext context)
    {
        // a Secret that the chart renders and somebody else fills is somebody else's
        if (context.SecretResource is not { } secret
            || context.Secret?.Content?.Leaf is null
            || (ManagedFields.DataWriters(secret) is [var last, ..] && !Renderers.Contains(last.Manager)))
        {
            return null;
        }

        var release = Helm.Keeper.Recognise(secret);
        return OwnerContext.Mark(
            Code,
            Name,
            null,
            release is null ? null : $"{secret.Ref} is rendered by {release.Name}",
            context.Annotation(secret, Helm.Hook),
            secret.Label(Helm.ManagedByLabel) == "Helm" ? context.Label(secret, Helm.ManagedByLabel) : null,
            context.Label(secret, ChartLabel));
    }
}
