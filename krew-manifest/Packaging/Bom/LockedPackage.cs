namespace KubectlWebhookCert.Packaging.Bom;

/// <summary>A package or a project of ours, as <c>packages.lock.json</c> has it.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Version">The version that was resolved; null for a project.</param>
/// <param name="ContentHash">SHA-512 of the package's content without its signature, base64; null for a project.</param>
/// <param name="Dependencies">Ids of what it needs.</param>
internal sealed record LockedPackage(string Name, string? Version, string? ContentHash, IReadOnlyList<string> Dependencies);
