using System.Formats.Tar;
using System.IO.Compression;
using KubectlWebhookCert.Packaging.Archives;
using KubectlWebhookCert.Packaging.Rules;

namespace KubectlWebhookCert.Packaging.Tests.Rules;

/// <summary>What Krew refuses in an archive, broken alone.</summary>
public sealed class ArchiveRulesTests
{
    private const string Damaged = "damaged";

    /// <summary>A rule, and how the archive breaks it.</summary>
    public static TheoryData<string, string> Broken => new()
    {
        { "archive-unreadable", Damaged },
        { "archive-escape", "../LICENSE" },
        { "archive-escape", "/etc/passwd" },
        { "archive-entry-kind", "-> link" },
        { "license-missing", "- LICENSE" },
        { "bin-missing", "- kubectl-webhook_cert" },
        { "bin-not-executable", "0644 kubectl-webhook_cert" },
        { "sha256-of-another", "other" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_rule_speaks_where_an_archive_breaks_it(string code, string how)
    {
        var archive = Archive(how);
        var sum = how == "other" ? new string('b', 64) : Distribution.Sha256(archive);

        Assert.Equal(code, Assert.Single(Check(archive, sum)).Code);
    }

    [Fact]
    public void An_archive_for_every_platform_breaks_none()
    {
        var archives = Platform.All.ToDictionary(
            platform => platform.ArchiveName(Make.Project.Tag),
            platform => Pack(platform, [Make.File(platform.Executable, platform.ToString(), true), Make.File("LICENSE", "licence", false)]));
        var manifest = Make.Manifest(Make.Template.Manifest(platform => Distribution.Sha256(archives[platform.ArchiveName(Make.Project.Tag)])));

        Assert.Empty(KrewRules.Check(manifest, name => archives[name]));
    }

    private static IReadOnlyList<ManifestProblem> Check(byte[] archive, string sum)
    {
        var linux = new Platform("linux", "amd64");
        var manifest = Make.Manifest(Make.Template.Manifest(platform => platform == linux ? sum : new string('a', 64)));
        return KrewRules.Check(manifest, name => name == linux.ArchiveName(Make.Project.Tag) ? archive : null);
    }

    private static byte[] Pack(Platform platform, IEnumerable<PackedFile> files) => platform.IsWindows ? ArchiveWriter.Zip(files) : ArchiveWriter.TarGz(files);

    private static byte[] Archive(string how) => how.Split(' ') switch
    {
        [Damaged] => [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff, 0xff, 0xff], // there is no block of this type
        ["other"] => ArchiveWriter.TarGz(Make.Files()),
        ["->", var name] => WithLink(name),
        ["-", var name] => ArchiveWriter.TarGz(Make.Files().Where(file => file.Name != name)),
        ["0644", var name] => ArchiveWriter.TarGz(Make.Files().Select(file => file.Name == name ? file with { IsExecutable = false } : file)),
        [var name] => ArchiveWriter.TarGz(Make.Files().Append(Make.File(name, "x", false))),
        _ => throw new ArgumentException(how, nameof(how)),
    };

    private static byte[] WithLink(string name)
    {
        using var tar = new MemoryStream();
        using (var unpacked = new GZipStream(new MemoryStream(ArchiveWriter.TarGz(Make.Files())), CompressionMode.Decompress))
        using (var reader = new TarReader(unpacked))
        using (var gzip = new GZipStream(tar, CompressionLevel.Fastest))
        using (var writer = new TarWriter(gzip))
        {
            while (reader.GetNextEntry(copyData: true) is { } entry)
            {
                writer.WriteEntry(entry);
            }

            writer.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, name) { LinkName = "/etc/passwd" });
        }

        return tar.ToArray();
    }
}
