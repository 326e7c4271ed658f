using KubectlWebhookCert.Packaging.Releases;

namespace KubectlWebhookCert.Packaging.Tests.Releases;

public sealed class ReleaseRulesTests
{
    private const string Placeholder = "https://repository.invalid/kubectl-webhook-cert";

    private static readonly string Address = Make.Project.RepositoryUrl;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_release_in_order_is_let_through(bool hosted) => Assert.Empty(Check(Make.Project, "v1.2.3", hosted ? Address : null));

    [Theory]
    [InlineData(null)]
    [InlineData("https://github.com/someone/else")]
    public void A_placeholder_is_not_released(string? hostedAt) =>
        Assert.Equal(
            $"RepositoryUrl in Directory.Build.props is a placeholder: {Placeholder}",
            Assert.Single(Check(Make.Project with { RepositoryUrl = Placeholder }, "v1.2.3", hostedAt)).Message);

    [Fact]
    public void A_fork_does_not_release_under_this_address() =>
        Assert.EndsWith(", this is https://github.com/someone/else", Assert.Single(Check(Make.Project, "v1.2.3", "https://github.com/someone/else")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("v1.2.4")]
    [InlineData("1.2.3")]
    [InlineData("")]
    public void The_tag_is_the_version(string tag) =>
        Assert.StartsWith($"the tag is \"{tag}\"", Assert.Single(Check(Make.Project, tag, null)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_changelog_has_the_version() =>
        Assert.Equal("CHANGELOG.md says nothing of 1.2.3", Assert.Single(ReleaseRules.Check(Make.Project, "v1.2.3", null, "## Unreleased\n\n- Much.\n")).Message);

    private static IEnumerable<PackagingException> Check(ProjectFacts project, string tag, string? hostedAt) =>
        ReleaseRules.Check(project, tag, hostedAt, "# Changelog\n\n## 1.2.3\n\n- All of it.\n");
}
