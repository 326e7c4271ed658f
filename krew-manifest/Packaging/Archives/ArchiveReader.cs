using System.Formats.Tar;
using System.IO.Compression;

namespace KubectlWebhookCert.Packaging.Archives;

/// <summary>Lists an archive as Krew reads it: what it is, the first bytes say and not its name.</summary>
internal static class ArchiveReader
{
    /// <summary>What is in it, in its order.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or neither a zip nor a tar.gz file.</exception>
    public static IReadOnlyList<ArchiveEntry> List(ReadOnlyMemory<byte> archive) => archive.Span switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] => Zip(archive),
        [0x1f, 0x8b, ..] => TarGz(archive),
        _ => throw new InvalidDataException("neither a zip nor a tar.gz file"),
    };

    private static List<ArchiveEntry> TarGz(ReadOnlyMemory<byte> archive)
    {
        using var bytes = new MemoryStream(archive.ToArray());
        using var gzip = new GZipStream(bytes, CompressionMode.Decompress);
        using var tar = new TarReader(gzip);
        var entries = new List<ArchiveEntry>();
        while (tar.GetNextEntry() is { } entry)
        {
            var kind = entry.EntryType switch
            {
                TarEntryType.RegularFile or TarEntryType.V7RegularFile => ArchiveEntryKind.File,
                TarEntryType.Directory => ArchiveEntryKind.Folder,
                _ => ArchiveEntryKind.Other,
            };
            entries.Add(new ArchiveEntry(entry.Name, kind, entry.Mode.HasFlag(UnixFileMode.UserExecute)));
        }

        return entries;
    }

    private static List<ArchiveEntry> Zip(ReadOnlyMemory<byte> archive)
    {
        using var bytes = new MemoryStream(archive.ToArray());
        using var zip = new ZipArchive(bytes);
        return
        [
            .. zip.Entries.Select(entry => new ArchiveEntry(
                entry.FullName,
                entry.FullName.EndsWith('/') ? ArchiveEntryKind.Folder : ArchiveEntryKind.File,
                ((UnixFileMode)((entry.ExternalAttributes >> 16) & 0xfff)).HasFlag(UnixFileMode.UserExecute))),
        ];
    }
}
