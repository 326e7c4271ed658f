using KubectlWebhookCert.Packaging.Manifests;

namespace KubectlWebhookCert.Packaging.Rules;

/// <summary>Everything that Krew's validator, the index's CI and its reviewers look at.</summary>
internal static class KrewRules
{
    /// <summary>What is wrong with a manifest, and with those of its archives that are at hand.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="archiveOf">An archive's bytes by the last part of its address; null where it is not at hand.</param>
    public static IReadOnlyList<ManifestProblem> Check(KrewManifest manifest, Func<string, byte[]?> archiveOf) =>
    [
        .. DocumentRules.Check(manifest),
        .. PlatformRules.Check(manifest),
        .. ReviewRules.Check(manifest),
        .. manifest.Platforms.SelectMany(entry => archiveOf(entry.Uri.Split('/')[^1]) is { } archive ? ArchiveRules.Check(entry, archive) : []),
    ];
}
