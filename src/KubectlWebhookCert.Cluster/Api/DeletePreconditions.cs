namespace KubectlWebhookCert.Cluster.Api;

/// <summary>What must still be true for a delete (<c>DeleteOptions.preconditions</c>).</summary>
/// <param name="Uid">The object's uid, or null for any.</param>
/// <param name="ResourceVersion">The object's resourceVersion, or null for any.</param>
public sealed record DeletePreconditions(string? Uid, string? ResourceVersion);
