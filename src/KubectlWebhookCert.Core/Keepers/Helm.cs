using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Keepers;

/// <summary>Helm: the release that the object belongs to. All three marks are needed: charts set the label on what is not Helm's, too.</summary>
/// <remarks>Source: Helm, how <c>helm install</c> decides whether it owns an object.</remarks>
internal static class Helm
{
    public const string ManagedByLabel = "app.kubernetes.io/managed-by";
    public const string ReleaseName = "meta.helm.sh/release-name";
    public const string ReleaseNamespace = "meta.helm.sh/release-namespace";
    public const string Hook = "helm.sh/hook";

    private const string Code = "helm";
    private const string ResourcePolicy = "helm.sh/resource-policy";

    public static readonly Keeper Keeper = new(Code, Recognise);

    private static readonly ValueList<string> Annotations = [ResourcePolicy, Hook];

    private static KeeperMark? Recognise(KubernetesObject resource)
    {
        if (resource.Label(ManagedByLabel) != "Helm"
            || resource.Annotation(ReleaseName) is not { Length: > 0 } name
            || resource.Annotation(ReleaseNamespace) is not { Length: > 0 } namespaceName)
        {
            return null;
        }

        return new KeeperMark(
            Code,
            $"Helm release {namespaceName}/{name}",
            [
                $"label {ManagedByLabel}: Helm",
                $"annotation {ReleaseName}: {name}",
                $"annotation {ReleaseNamespace}: {namespaceName}",
                .. Keeper.Notes(resource, Annotations),
            ]);
    }
}
