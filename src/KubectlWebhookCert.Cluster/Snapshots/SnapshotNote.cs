using System.Globalization;

namespace KubectlWebhookCert.Cluster.Snapshots;

/// <summary>Something in the files that was left out.</summary>
/// <param name="Source">The file.</param>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Message">Why; lower case, no full stop.</param>
public sealed record SnapshotNote(string Source, long Line, string Message)
{
    /// <summary>As a warning shows it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Source} line {Line}: {Message}");
}
