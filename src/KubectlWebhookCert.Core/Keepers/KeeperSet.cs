using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Keepers;

/// <summary>Every keeper this program knows.</summary>
internal static class KeeperSet
{
    /// <summary>Those who revert at once first, Helm (at its next upgrade) last.</summary>
    public static readonly ValueList<Keeper> All = [ArgoCd.Keeper, Flux.Keeper, Helm.Keeper];

    /// <summary>Everyone whose mark an object bears.</summary>
    public static ValueList<KeeperMark> Recognise(KubernetesObject resource) =>
        All.Select(keeper => keeper.Recognise(resource)).OfType<KeeperMark>().ToValueList();
}
