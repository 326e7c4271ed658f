using KubectlWebhookCert.Commands.Tests;
using KubectlWebhookCert.Packaging.Archives;
using KubectlWebhookCert.Packaging.Manifests;

namespace KubectlWebhookCert.Packaging.Tests;

/// <summary>The commands behind <c>make dist</c> and its neighbours, in small checkouts with a plugin that only says its version.</summary>
[Collection(StartsPrograms.Name)]
public sealed class WorkshopTests : IDisposable
{
    private const string Archive = "out/dist/kubectl-webhook_cert_v1.2.3_";

    private readonly TemporaryFolder folder = new();

    private static string Here => $"{Archive}{Platform.Current.Os}_{Platform.Current.Architecture}";

    [Fact]
    public void Two_checkouts_make_the_same_bytes()
    {
        var first = Checkout("first");
        var second = Checkout("in/a/longer/path/the-second");

        Assert.Equal(Dist(first), Dist(second));
        foreach (var name in (string[])[".tar.gz", ".tar.gz.sha256", ".cdx.json"])
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(first.Root, Here + name)), File.ReadAllBytes(Path.Combine(second.Root, Here + name)));
        }
    }

    [Fact]
    public void The_checksum_stands_beside_the_archive_and_is_printed()
    {
        var checkout = Checkout("first");

        var printed = Dist(checkout);

        Assert.Matches($"^[0-9a-f]{{64}}  {Here}.tar.gz\n$", printed);
        Assert.Equal(printed.Replace("out/dist/", "", StringComparison.Ordinal), File.ReadAllText(Path.Combine(checkout.Root, $"{Here}.tar.gz.sha256")));
    }

    [Fact]
    public void A_plugin_of_another_version_is_not_packed()
    {
        var checkout = Checkout("first", "v1.2.2");

        Assert.Equal($"out/{Platform.Current.Executable} is version v1.2.2, Directory.Build.props says v1.2.3", Assert.Throws<PackagingException>(() => Dist(checkout)).Message);
        Assert.False(Directory.Exists(Path.Combine(checkout.Root, "out", "dist")));
    }

    [Fact]
    public void A_plugin_that_was_not_built_is_asked_for()
    {
        var checkout = Checkout("first");
        File.Delete(Path.Combine(checkout.Root, "out", Platform.Current.Executable));

        Assert.Equal("make build", Assert.Throws<PackagingException>(() => Dist(checkout)).Hint);
    }

    [Fact]
    public void A_manifest_has_checksums_once_every_archive_is_there()
    {
        var checkout = Checkout("first");
        Dist(checkout);
        using var output = new StringWriter();

        checkout.WriteManifests(complete: false, output);
        var refused = Assert.Throws<PackagingException>(() => checkout.WriteManifests(complete: true, output));
        var before = Manifest(checkout);
        var sums = Platform.All.Where(platform => platform != Platform.Current).Select(platform => Pack(checkout, platform)).ToArray();
        checkout.WriteManifests(complete: true, output);

        Assert.StartsWith("krew-manifest/webhook-cert.yaml without checksums: out/dist has no archive for darwin/amd64, ", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("krew-manifest/webhook-cert.yaml with the checksums of out/dist\n", output.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("out/dist has no archive for darwin/amd64, ", refused.Message, StringComparison.Ordinal);
        Assert.Equal(6, before.Split(ManifestTemplate.NoSum).Length - 1);
        Assert.DoesNotContain(ManifestTemplate.NoSum, Manifest(checkout), StringComparison.Ordinal);
        Assert.All(sums, sum => Assert.Contains($"sha256: {sum}\n", Manifest(checkout), StringComparison.Ordinal));
    }

    [Fact]
    public void A_template_that_Krew_would_refuse_is_not_written()
    {
        var checkout = Checkout("first");
        folder.Write("first/krew-manifest/template.yaml", File.ReadAllText(Repository.PathOf("krew-manifest/template.yaml")).Replace("Find and mend", "Kubernetes", StringComparison.Ordinal));

        var refused = Assert.Throws<PackagingException>(() => checkout.WriteManifests(complete: false, TextWriter.Null));

        Assert.StartsWith("short-description-redundant: ", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(checkout.Root, "krew-manifest", "webhook-cert.yaml")));
    }

    [Theory]
    [InlineData("v1.2.3", "someone/kubectl-webhook-cert", 0, "")]
    [InlineData("v1.2.3", "", 0, "")]
    [InlineData("v1.2.4", "someone/else", 1, "error: RepositoryUrl in Directory.Build.props is https://example.com/someone/kubectl-webhook-cert, this is https://example.com/someone/else")]
    public void A_release_is_checked_where_it_is_made(string tag, string repository, int status, string error)
    {
        using var said = new StringWriter();

        Assert.Equal(status, Checkout("first").CheckRelease(tag, name => name == "GITHUB_REPOSITORY" ? repository : "https://example.com", said));
        Assert.StartsWith(error, said.ToString(), StringComparison.Ordinal);
        Assert.Equal(2 * status, said.ToString().Split("error: ").Length - 1);
    }

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("v1.2.3")]
    public void Release_notes_are_printed(string version)
    {
        using var output = new StringWriter();

        Checkout("first").WriteReleaseNotes(version, output);

        Assert.Equal("- All of it.\n", output.ToString());
    }

    [Fact]
    public void A_folder_outside_of_a_checkout_is_none() => Assert.Throws<PackagingException>(() => Workshop.Open(folder.Path));

    public void Dispose() => folder.Dispose();

    private static string Dist(Workshop checkout)
    {
        using var output = new StringWriter();
        checkout.WriteDistribution(output);
        return output.ToString();
    }

    private static string Manifest(Workshop checkout) => File.ReadAllText(Path.Combine(checkout.Root, "krew-manifest", "webhook-cert.yaml"));

    /// <summary>Puts another platform's archive there; its checksum.</summary>
    private static string Pack(Workshop checkout, Platform platform)
    {
        var files = Make.Files().Select(file => file.IsExecutable ? file with { Name = platform.Executable } : file);
        var archive = platform.IsWindows ? ArchiveWriter.Zip(files) : ArchiveWriter.TarGz(files);
        File.WriteAllBytes(Path.Combine(checkout.Root, "out", "dist", platform.ArchiveName("v1.2.3")), archive);
        return Distribution.Sha256(archive);
    }

    private Workshop Checkout(string name, string version = "v1.2.3")
    {
        folder.Write($"{name}/KubectlWebhookCert.sln", "");
        folder.Write($"{name}/Directory.Build.props", $"<Project><PropertyGroup><Version>1.2.3</Version><RepositoryUrl>{Make.Project.RepositoryUrl}</RepositoryUrl></PropertyGroup></Project>");
        folder.Write($"{name}/CHANGELOG.md", "# Changelog\n\n## 1.2.3\n\n- All of it.\n");
        folder.Write($"{name}/LICENSE", "licence\n");
        folder.Write($"{name}/cmd/kubectl-webhook_cert/Completing/kubectl_complete-webhook_cert", "#!/bin/sh\n");
        folder.Write($"{name}/docs/man/kubectl-webhook_cert.1", ".TH\n");
        folder.Write($"{name}/krew-manifest/template.yaml", File.ReadAllText(Repository.PathOf("krew-manifest/template.yaml")));
        folder.Write($"{name}/krew-manifest/Packaging/packages.lock.json", """{"dependencies":{"net10.0":{"kubectl-webhook_cert":{"type":"Project"}}}}""");
        folder.Write(
            $"{name}/cmd/kubectl-webhook_cert/obj/project.assets.json",
            """{"project":{"frameworks":{"net9.0":{"downloadDependencies":[{"name":"runtime.linux-x64.Microsoft.DotNet.ILCompiler","version":"[9.0.1, 9.0.1]"}]}}}}""");
        folder.Write($"{name}/out/{Platform.Current.Executable}", $"#!/bin/sh\necho {version}\n");
        var root = Path.Combine(folder.Path, name);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(root, "out", Platform.Current.Executable), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return Workshop.Open(Path.Combine(root, "docs"));
    }
}
