using System.Text.RegularExpressions;
using KubectlWebhookCert.Commands.Tests;
using KubectlWebhookCert.Packaging.Manifests;
using KubectlWebhookCert.Packaging.Rules;

namespace KubectlWebhookCert.Packaging.Tests.Manifests;

/// <summary>The manifest in the repository, and what krew-release-bot makes of its template.</summary>
public sealed partial class ManifestTests
{
    private const string Path = "krew-manifest/webhook-cert.yaml";

    private static readonly ManifestTemplate Template = new(File.ReadAllText(Repository.PathOf("krew-manifest/template.yaml")), ProjectFacts.Read(Repository.Root));

    [Fact]
    public void The_manifest_is_of_this_version_and_address()
    {
        var manifest = File.ReadAllText(Repository.PathOf(Path));
        var sums = new Queue<string>(Sum().Matches(manifest).Select(match => match.Groups["sum"].Value));

        Golden.MatchesFile(Path, Template.Manifest(_ => sums.Dequeue()));
    }

    [Fact]
    public void The_manifest_breaks_no_rule_of_Krew() => Assert.Empty(KrewRules.Check(Make.Manifest(File.ReadAllText(Repository.PathOf(Path))), _ => null));

    [Fact]
    public void The_template_of_the_release_bot_is_of_this_address() => Golden.MatchesFile(".krew.yaml", Template.ForReleaseBot());

    // what the bot does, by its README: the tag's name, then the address and the checksum of what it finds there
    [Fact]
    public void The_release_bot_makes_the_same_manifest()
    {
        var filled = Call().Replace(Make.Template.ForReleaseBot(), call =>
            $"uri: {call.Groups["uri"].Value.Replace("{{ .TagName }}", Make.Project.Tag, StringComparison.Ordinal)}\n    sha256: {new string('a', 64)}")
            .Replace("{{ .TagName }}", Make.Project.Tag, StringComparison.Ordinal);

        Assert.Equal(Body(Make.ManifestText), Body(filled));
    }

    [Fact]
    public void There_is_an_entry_for_every_platform() => Assert.Equal(
        Platform.All,
        Make.Manifest(Make.ManifestText).Platforms.Select(entry => Assert.Single(entry.Selector?.Selected ?? [])));

    private static string Body(string text) => text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];

    [GeneratedRegex("^    sha256: (?<sum>.*)$", RegexOptions.Multiline)]
    private static partial Regex Sum();

    [GeneratedRegex("\\{\\{addURIAndSha \"(?<uri>[^\"]+)\" \\.TagName \\}\\}")]
    private static partial Regex Call();
}
