using KubectlWebhookCert.Packaging.Archives;
using KubectlWebhookCert.Packaging.Bom;
using KubectlWebhookCert.Packaging.Manifests;
using KubectlWebhookCert.Packaging.Releases;
using KubectlWebhookCert.Packaging.Rules;

namespace KubectlWebhookCert.Packaging;

/// <summary>The checkout in which a release is made: reads and writes its files.</summary>
/// <param name="Root">Its folder.</param>
/// <param name="Project">Version and address.</param>
internal sealed record Workshop(string Root, ProjectFacts Project)
{
    private const string ManifestPath = "krew-manifest/webhook-cert.yaml";
    private const string BotTemplatePath = ".krew.yaml";

    private string Dist => Path.Combine(Root, "out", "dist");

    /// <summary>The checkout that a folder is in.</summary>
    /// <exception cref="PackagingException">It is in none, or the checkout's version or address cannot be read.</exception>
    public static Workshop Open(string folder)
    {
        for (var root = folder; root is not null; root = Path.GetDirectoryName(root))
        {
            if (File.Exists(Path.Combine(root, "KubectlWebhookCert.sln")))
            {
                return new Workshop(root, ProjectFacts.Read(root));
            }
        }

        throw new PackagingException($"{folder} is in no checkout of this project", "make help");
    }

    /// <summary>Writes archive, checksum and bill of materials of the plugin in <c>out</c>.</summary>
    public int WriteDistribution(TextWriter output)
    {
        var distribution = new Distribution(Root, Project, Platform.Current);
        var archive = distribution.Archive();
        distribution.CheckVersion();
        var bill = new BillOfMaterials(Project, distribution.Platform, Distribution.Sha256(File.ReadAllBytes(distribution.Executable))).ToJson(
            new LockFile(Read("krew-manifest/Packaging/packages.lock.json")),
            new RestoredAssets(Read("cmd/kubectl-webhook_cert/obj/project.assets.json")));

        Directory.CreateDirectory(Dist);
        var name = distribution.Platform.ArchiveName(Project.Tag);
        File.WriteAllBytes(Path.Combine(Dist, name), archive);
        File.WriteAllText(Path.Combine(Dist, $"{name}.sha256"), $"{Distribution.Sha256(archive)}  {name}\n");
        File.WriteAllText(Path.Combine(Dist, distribution.Platform.BomName(Project.Tag)), bill);
        output.Write($"{Distribution.Sha256(archive)}  out/dist/{name}\n");
        return 0;
    }

    /// <summary>Writes the Krew manifest and the template of krew-release-bot, with the checksums of the archives once all of them are there.</summary>
    /// <param name="complete">Whether a missing archive is an error.</param>
    /// <param name="output">Where to say what was written.</param>
    /// <exception cref="PackagingException">They break a rule of Krew, or an archive is missing.</exception>
    public int WriteManifests(bool complete, TextWriter output)
    {
        var template = new ManifestTemplate(Read("krew-manifest/template.yaml"), Project);
        var missing = Platform.All.Where(platform => Archive(platform.ArchiveName(Project.Tag)) is null).ToArray();
        var lack = $"out/dist has no archive for {string.Join(", ", missing.AsEnumerable())}";
        if (complete && missing.Length > 0)
        {
            throw new PackagingException(lack, "bring the archives of every platform there: each is made on its own by make dist");
        }

        var manifest = template.Manifest(platform =>
            missing.Length == 0 && Archive(platform.ArchiveName(Project.Tag)) is { } archive ? Distribution.Sha256(archive) : ManifestTemplate.NoSum);
        var problems = KrewRules.Check(
            KrewManifest.Read(Path.GetFileName(ManifestPath), manifest),
            name => missing.Length == 0 ? Archive(name) : null);
        if (problems.Count > 0)
        {
            throw new PackagingException(string.Join("\nerror: ", problems.Select(problem => $"{problem.Code}: {problem.Message}")), "change krew-manifest/template.yaml");
        }

        File.WriteAllText(Path.Combine(Root, ManifestPath), manifest);
        File.WriteAllText(Path.Combine(Root, BotTemplatePath), template.ForReleaseBot());
        output.Write($"{ManifestPath} {(missing.Length == 0 ? "with the checksums of out/dist" : $"without checksums: {lack}")}\n");
        return 0;
    }

    /// <summary>Says what is in the way of a release; 1 where something is.</summary>
    public int CheckRelease(string tag, Func<string, string?> getVariable, TextWriter error)
    {
        var hostedAt = getVariable("GITHUB_REPOSITORY") is { Length: > 0 } name ? $"{getVariable("GITHUB_SERVER_URL")}/{name}" : null;
        var found = ReleaseRules.Check(Project, tag, hostedAt, Read("CHANGELOG.md")).ToArray();
        foreach (var failure in found)
        {
            error.Write($"error: {failure.Message}\nhint: {failure.Hint}\n");
        }

        return found.Length == 0 ? 0 : 1;
    }

    /// <summary>Prints the changelog's section of a version.</summary>
    /// <exception cref="PackagingException">There is none.</exception>
    public int WriteReleaseNotes(string version, TextWriter output)
    {
        output.Write(ReleaseNotes.Of(Read("CHANGELOG.md"), version.TrimStart('v')));
        return 0;
    }

    private string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private byte[]? Archive(string name) =>
        Path.Combine(Dist, name) is var path && File.Exists(path) ? File.ReadAllBytes(path) : null;
}
