using System.Formats.Tar;
using System.IO.Compression;

namespace KubectlWebhookCert.Packaging.Archives;

/// <summary>
/// Archives whose bytes depend on nothing but names, contents and modes: sorted, everything owned by root and of one time,
/// so that whoever builds the same sources gets the same checksum.
/// </summary>
internal static class ArchiveWriter
{
    // the earliest that a zip file can say
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A tar.gz archive (POSIX ustar).</summary>
    public static byte[] TarGz(IEnumerable<PackedFile> files)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.SmallestSize)) // writes no name and no time into its header
        using (var tar = new TarWriter(gzip, TarEntryFormat.Ustar))
        {
            foreach (var file in Sorted(files))
            {
                using var content = new MemoryStream(file.Content.ToArray());
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, file.Name)
                {
                    DataStream = content,
                    Mode = Mode(file),
                    ModificationTime = Time,
                    Uid = 0,
                    Gid = 0,
                    UserName = "root",
                    GroupName = "root",
                });
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A zip archive.</summary>
    public static byte[] Zip(IEnumerable<PackedFile> files)
    {
        const int RegularFile = 0x8000;
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var file in Sorted(files))
            {
                var entry = zip.CreateEntry(file.Name, CompressionLevel.SmallestSize);
                entry.LastWriteTime = Time;
                entry.ExternalAttributes = (RegularFile | (int)Mode(file)) << 16;
                using var content = entry.Open();
                content.Write(file.Content.Span);
            }
        }

        return bytes.ToArray();
    }

    private static IOrderedEnumerable<PackedFile> Sorted(IEnumerable<PackedFile> files) => files.OrderBy(file => file.Name, StringComparer.Ordinal);

    private static UnixFileMode Mode(PackedFile file)
    {
        const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode Executable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return file.IsExecutable ? Executable : Readable;
    }
}
