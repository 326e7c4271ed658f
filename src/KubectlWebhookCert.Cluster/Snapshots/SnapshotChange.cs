using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Snapshots;

/// <summary>What became of an object since the files were read.</summary>
public enum SnapshotChangeKind
{
    /// <summary>It is not in the files.</summary>
    Created,

    /// <summary>It is in the files, with other content.</summary>
    Updated,

    /// <summary>It is only in the files.</summary>
    Deleted,
}

/// <summary>One object that is no longer as the files have it.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Resource">The object as it is now (as it was, where deleted), without a resourceVersion that no server gave.</param>
public sealed record SnapshotChange(SnapshotChangeKind Kind, KubernetesObject Resource);
