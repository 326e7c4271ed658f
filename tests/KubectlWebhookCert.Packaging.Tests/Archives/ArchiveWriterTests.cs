using System.IO.Compression;
using KubectlWebhookCert.Packaging.Archives;
using KubectlWebhookCert.Tests.Cluster;

namespace KubectlWebhookCert.Packaging.Tests.Archives;

/// <summary>Archives depend on what is in them and on nothing else, and the usual tools read them.</summary>
[Collection(StartsPrograms.Name)]
public sealed class ArchiveWriterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_order_of_the_files_does_not_matter()
    {
        var reversed = Make.Files().Reverse().ToArray();

        Assert.Equal(ArchiveWriter.TarGz(Make.Files()), ArchiveWriter.TarGz(reversed));
        Assert.Equal(ArchiveWriter.Zip(Make.Files()), ArchiveWriter.Zip(reversed));
    }

    [Fact]
    public async Task Nor_does_the_time()
    {
        var tar = ArchiveWriter.TarGz(Make.Files());
        var zip = ArchiveWriter.Zip(Make.Files());
        await Task.Delay(TimeSpan.FromSeconds(2.1), TestContext.Current.CancellationToken); // a zip file counts in steps of two seconds

        Assert.Equal(tar, ArchiveWriter.TarGz(Make.Files()));
        Assert.Equal(zip, ArchiveWriter.Zip(Make.Files()));
    }

    [Fact]
    public void A_mode_and_a_byte_do()
    {
        Assert.NotEqual(ArchiveWriter.TarGz(Make.Files()), ArchiveWriter.TarGz([Make.Files()[0] with { IsExecutable = false }, Make.Files()[1]]));
        Assert.NotEqual(ArchiveWriter.TarGz(Make.Files()), ArchiveWriter.TarGz([Make.Files()[0], Make.File("LICENSE", "Licence", false)]));
    }

    [Fact]
    public async Task Tar_sees_owner_modes_and_time()
    {
        var path = Path.Combine(folder.Path, "archive.tar.gz");
        await File.WriteAllBytesAsync(path, ArchiveWriter.TarGz(Make.Files()), TestContext.Current.CancellationToken);

        var listed = await new ProgramCall("tar", "--utc", "--full-time", "-tvzf", path).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            "-rw-r--r-- root/root         7 1980-01-01 00:00:00 LICENSE\n-rwxr-xr-x root/root         6 1980-01-01 00:00:00 kubectl-webhook_cert\n",
            listed.Output);
    }

    [Fact]
    public void A_zip_file_says_the_same()
    {
        using var zip = new ZipArchive(new MemoryStream(ArchiveWriter.Zip(Make.Files())));

        Assert.Equal(["LICENSE", "kubectl-webhook_cert"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal([0x81a4, 0x81ed], zip.Entries.Select(entry => (entry.ExternalAttributes >> 16) & 0xffff)); // regular files, 0644 and 0755
        Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
    }

    [Fact]
    public void What_was_written_is_read()
    {
        ArchiveEntry[] expected = [new("LICENSE", ArchiveEntryKind.File, false), new("kubectl-webhook_cert", ArchiveEntryKind.File, true)];

        Assert.Equal(expected, ArchiveReader.List(ArchiveWriter.TarGz(Make.Files())));
        Assert.Equal(expected, ArchiveReader.List(ArchiveWriter.Zip(Make.Files())));
    }

    public void Dispose() => folder.Dispose();
}
