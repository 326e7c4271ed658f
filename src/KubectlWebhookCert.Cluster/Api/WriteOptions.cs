namespace KubectlWebhookCert.Cluster.Api;

/// <summary>What goes with every write.</summary>
/// <param name="DryRun">The server (or the snapshot) judges the write and keeps nothing (<c>dryRun=All</c>).</param>
/// <param name="FieldManager">Who wrote, as <c>managedFields</c> will say; null: the server's default.</param>
public sealed record WriteOptions(bool DryRun, string? FieldManager)
{
    /// <summary>What part of the object a patch is for, for example <c>status</c>; null: the object itself.</summary>
    public string? Subresource { get; init; }

    /// <summary>What a deleted object owns stays (<c>propagationPolicy: Orphan</c>).</summary>
    public bool KeepsDependents { get; init; }
}
