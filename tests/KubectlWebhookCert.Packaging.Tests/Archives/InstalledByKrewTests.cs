using System.Formats.Tar;
using System.IO.Compression;
using KubectlWebhookCert.Commands.Tests;
using KubectlWebhookCert.Packaging.Archives;
using KubectlWebhookCert.Packaging.Manifests;
using KubectlWebhookCert.Packaging.Rules;
using KubectlWebhookCert.Tests.Cluster;

namespace KubectlWebhookCert.Packaging.Tests.Archives;

/// <summary>The archive of the plugin in <c>out</c>, installed as Krew lays files out, and run by the real kubectl.</summary>
/// <remarks>Source: krew <c>internal/installation/install.go</c>, <c>internal/environment/environment.go</c>.</remarks>
[Collection(StartsPrograms.Name)]
public sealed class InstalledByKrewTests : IDisposable
{
    private static readonly ProjectFacts Project = ProjectFacts.Read(Repository.Root);

    private readonly TemporaryFolder folder = new();
    private readonly byte[] archive = new Distribution(Repository.Root, Project, Platform.Current).Archive();

    public InstalledByKrewTests()
    {
        Directory.CreateDirectory(Store);
        Directory.CreateDirectory(Bin);
        using var unpacked = new GZipStream(new MemoryStream(archive), CompressionMode.Decompress);
        TarFile.ExtractToDirectory(unpacked, Store, overwriteFiles: false);
        File.CreateSymbolicLink(Path.Combine(Bin, "kubectl-webhook_cert"), Path.Combine(Store, "kubectl-webhook_cert"));
    }

    private string Store => Path.Combine(folder.Path, "store", "webhook-cert", Project.Tag);

    private string Bin => Path.Combine(folder.Path, "bin");

    [Fact]
    public void The_archive_holds_what_users_need() =>
        Assert.Superset(
            new HashSet<string> { "kubectl-webhook_cert", "LICENSE", "kubectl_complete-webhook_cert" },
            ArchiveReader.List(archive).Select(entry => entry.Name).ToHashSet());

    [Fact]
    public void The_archive_breaks_no_rule_of_Krew()
    {
        var template = new ManifestTemplate(File.ReadAllText(Repository.PathOf("krew-manifest/template.yaml")), Project);
        var manifest = Make.Manifest(template.Manifest(_ => Distribution.Sha256(archive)));

        Assert.Empty(KrewRules.Check(manifest, name => name == Platform.Current.ArchiveName(Project.Tag) ? archive : null));
    }

    [Fact]
    public async Task kubectl_runs_it()
    {
        var version = await KubectlAsync("webhook-cert", "version");
        var help = await KubectlAsync("webhook-cert", "--help");

        Assert.Equal(new ProgramResult(0, $"{Project.Tag}\n", ""), version);
        Assert.Contains("kubectl webhook-cert", help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task kubectl_lists_it_without_a_warning()
    {
        var list = await KubectlAsync("plugin", "list");

        Assert.Equal(0, list.ExitCode);
        Assert.Equal([Path.Combine(Bin, "kubectl-webhook_cert")], list.Output.Split('\n').Where(line => line.StartsWith('/')));
        Assert.DoesNotContain("warning", list.Output + list.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_completes_its_words_is_a_script_of_this_system()
    {
        var script = Path.Combine(Store, "kubectl_complete-webhook_cert");

        Assert.StartsWith("#!", File.ReadAllText(script), StringComparison.Ordinal);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(script).HasFlag(UnixFileMode.OtherExecute));
    }

    public void Dispose() => folder.Dispose();

    // kubectl alone on the PATH: a plugin that the machine has would be listed, too
    private Task<ProgramResult> KubectlAsync(params string[] arguments)
    {
        var kubectl = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(part => Path.Combine(part, "kubectl")).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException("no kubectl on the PATH, run: PATH=\"$(.ci/prerequisites path):$PATH\"");
        var programs = Directory.CreateDirectory(Path.Combine(folder.Path, "programs")).FullName;
        if (!File.Exists(Path.Combine(programs, "kubectl")))
        {
            File.CreateSymbolicLink(Path.Combine(programs, "kubectl"), kubectl);
        }

        return new ProgramCall(Path.Combine(programs, "kubectl"), arguments)
        {
            InheritsEnvironment = false,
            Environment = new Dictionary<string, string>
            {
                ["PATH"] = $"{Bin}{Path.PathSeparator}{programs}",
                ["HOME"] = folder.Path,
            },
        }.RunAsync(TestContext.Current.CancellationToken);
    }
}
