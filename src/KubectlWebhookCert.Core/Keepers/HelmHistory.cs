using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Keepers;

/// <summary>The revisions of the Helm releases in a snapshot; each release is unpacked once.</summary>
internal sealed class HelmHistory(ClusterSnapshot snapshot)
{
    private readonly Dictionary<HelmRelease, ValueList<HelmRevision>> known = [];

    /// <summary>The revisions of a release that were read, the oldest first; none where there is no release.</summary>
    public ValueList<HelmRevision> Of(HelmRelease? release)
    {
        if (release is null)
        {
            return [];
        }

        if (!known.TryGetValue(release, out var revisions))
        {
            known[release] = revisions = HelmRevision.AllOf(snapshot, release);
        }

        return revisions;
    }
}
