using KubectlWebhookCert.Core.Keepers;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Owners;
using KubectlWebhookCert.Core.Rules;

namespace KubectlWebhookCert.Core.Adopting;

/// <summary>Argo CD and Flux, where they would put back what a holder of trust held.</summary>
public static class TrustKeepers
{
    /// <summary>Refuses where one would, and says what keeps it away.</summary>
    /// <param name="snapshot">What was read: the holders, and Argo CD's Applications, where they may be read.</param>
    /// <param name="found">The holders.</param>
    /// <exception cref="AdoptionRefusedException">One would.</exception>
    public static void Refuse(ClusterSnapshot snapshot, ValueList<PlacedTrust> found)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(found);
        foreach (var held in found)
        {
            if (Kept(snapshot, held.Place) is { } kept
                && KeeperSet.Recognise(kept.Resource).FirstOrDefault(KeeperRemedy.IsAutomatic) is { } keeper
                && !KeeperRemedy.IsLeftAlone(snapshot, kept.Resource, kept.Field, [PluginMarks.FieldManager]))
            {
                throw new AdoptionRefusedException(
                    $"{keeper.Name} would put back {held.Place}", $"{KeeperRemedy.Fix(snapshot, keeper, kept.Resource, kept.Field)} (or go on with --force)");
            }
        }
    }

    // a field that is absent from what a keeper applies is left alone by it
    private static KeptResource? Kept(ClusterSnapshot snapshot, HolderPlace place) => place switch
    {
        HolderPlace.ConfigMap { Namespace: var home, Name: var name } when snapshot.Find(ResourceTypes.ConfigMap, home, name) is { } configMap =>
            Overwriting.HoldsData(configMap) ? new KeptResource(configMap, KeptField.Data) : null,
        HolderPlace.Bundle { Place: var bundle } when snapshot.Find(bundle.Type, null, bundle.Configuration) is { } configuration =>
            Overwriting.HoldsBundle(bundle.Type, configuration, bundle.Entry) ? new KeptResource(configuration, KeeperRemedy.BundleField(bundle.Type)) : null,
        _ => null,
    };

    private sealed record KeptResource(KubernetesObject Resource, KeptField Field);
}
