namespace KubectlWebhookCert.Packaging.Manifests;

/// <summary><c>krew-manifest/template.yaml</c>, out of which the Krew manifest and what krew-release-bot fills in are made.</summary>
/// <param name="text">Its text.</param>
/// <param name="project">Version and address.</param>
internal sealed class ManifestTemplate(string text, ProjectFacts project)
{
    /// <summary>In place of the checksum of an archive that is not there. Not zeros, which YAML takes for a number.</summary>
    public const string NoSum = "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";

    private const string BotTag = "{{ .TagName }}";

    /// <summary>The manifest.</summary>
    /// <param name="sha256Of">The checksum of a platform's archive.</param>
    public string Manifest(Func<Platform, string> sha256Of) => Fill(
        "made by: make krew-manifest",
        project.Tag,
        platform => $"uri: {Address(platform, project.Tag)}\n    sha256: {sha256Of(platform)}");

    /// <summary>The template that krew-release-bot fills in, which computes the checksums itself.</summary>
    /// <remarks>Source: krew-release-bot's README and its <c>pkg/source/template.go</c>.</remarks>
    public string ForReleaseBot() => Fill(
        "for krew-release-bot; made by: make krew-manifest",
        BotTag,
        platform => $$$"""{{addURIAndSha "{{{Address(platform, BotTag)}}}" .TagName }}""");

    private string Address(Platform platform, string tag) => $"{project.RepositoryUrl}/releases/download/{tag}/{platform.ArchiveName(tag)}";

    private string Fill(string comment, string version, Func<Platform, string> source)
    {
        var platforms = Platform.All.Select(platform =>
            $"  - selector:\n      matchLabels:\n        os: {platform.Os}\n        arch: {platform.Architecture}\n"
            + $"    {source(platform)}\n    bin: {platform.Executable}\n");
        return $"# {comment}\n" + text
            .Replace("<version>", version, StringComparison.Ordinal)
            .Replace("<repository>", project.RepositoryUrl, StringComparison.Ordinal)
            .Replace("<platforms>\n", string.Concat(platforms), StringComparison.Ordinal);
    }
}
