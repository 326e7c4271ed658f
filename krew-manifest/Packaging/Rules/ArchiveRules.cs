using KubectlWebhookCert.Packaging.Archives;
using KubectlWebhookCert.Packaging.Manifests;

namespace KubectlWebhookCert.Packaging.Rules;

/// <summary>What Krew demands of an archive as it installs it, and the index's CI after that.</summary>
/// <remarks>Source: krew <c>internal/download/downloader.go</c>, <c>internal/installation/install.go</c> and <c>cmd/validate-krew-manifest/main.go</c>.</remarks>
internal static class ArchiveRules
{
    private static readonly string[] LicenceNames =
        ["license", "license.txt", "license.md", "licenses", "licenses.txt", "licenses.md", "copying", "copying.txt"];

    /// <summary>What is wrong. Understands no <c>files</c>: everything in the archive is installed, as it is where they are left out.</summary>
    public static IEnumerable<ManifestProblem> Check(PlatformEntry entry, ReadOnlyMemory<byte> archive)
    {
        if (Distribution.Sha256(archive.Span) != entry.Sha256)
        {
            yield return new("sha256-of-another", $"{entry.Place}.sha256 is not that of the archive, {Distribution.Sha256(archive.Span)}");
        }

        if (Read(archive) is not { } entries)
        {
            yield return new("archive-unreadable", $"the archive of {entry.Place} is neither a zip nor a tar.gz file");
            yield break;
        }

        foreach (var suspicious in entries.Where(found => found.Name.Contains("..", StringComparison.Ordinal) || found.Name is ['/' or '\\', ..]))
        {
            yield return new("archive-escape", $"the archive of {entry.Place} has an entry \"{suspicious.Name}\" outside of its folder");
        }

        foreach (var other in entries.Where(found => found.Kind == ArchiveEntryKind.Other))
        {
            yield return new("archive-entry-kind", $"the archive of {entry.Place} has \"{other.Name}\", which is neither a file nor a folder");
        }

        if (!entries.Any(found => found.Kind == ArchiveEntryKind.File && LicenceNames.Contains(Path.GetFileName(found.Name).ToLowerInvariant())))
        {
            yield return new("license-missing", $"the archive of {entry.Place} has no file LICENSE");
        }

        var bin = entries.FirstOrDefault(found => found.Kind == ArchiveEntryKind.File && Trim(found.Name) == Trim(entry.Bin));
        if (bin is null)
        {
            yield return new("bin-missing", $"the archive of {entry.Place} has no file \"{entry.Bin}\"");
        }
        else if (!bin.IsExecutable && !entry.Bin.EndsWith(".exe", StringComparison.Ordinal))
        {
            yield return new("bin-not-executable", $"\"{bin.Name}\" in the archive of {entry.Place} is not executable, and Krew will not make it so");
        }
    }

    private static IReadOnlyList<ArchiveEntry>? Read(ReadOnlyMemory<byte> archive)
    {
        try
        {
            return ArchiveReader.List(archive);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or EndOfStreamException)
        {
            return null;
        }
    }

    private static string Trim(string path) => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
}
