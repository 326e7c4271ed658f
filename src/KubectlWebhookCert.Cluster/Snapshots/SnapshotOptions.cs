using KubectlWebhookCert.Core;

namespace KubectlWebhookCert.Cluster.Snapshots;

/// <summary>What <c>-f</c> and its neighbours say.</summary>
/// <param name="Paths">Files, directories, and <c>-</c> for standard input, in the order given; at least one.</param>
/// <param name="Recursive">Whether directories are read with everything below them (<c>-R</c>). Then a file that is no YAML is noted instead of refused: a must-gather is full of other things.</param>
/// <param name="DefaultNamespace">Where objects of a namespaced type live that name no namespace.</param>
public sealed record SnapshotOptions(ValueList<string> Paths, bool Recursive, string DefaultNamespace)
{
    /// <summary>What paces looking for changes.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
