using KubectlWebhookCert.Packaging.Releases;

namespace KubectlWebhookCert.Packaging.Tests.Releases;

public sealed class ReleaseNotesTests
{
    private const string Changelog = "# Changelog\n\nIntroduction.\n\n## Unreleased\n\n- Third.\n\n## 1.1.0 - 2030-02-01\n\n- Second,\n  on two lines.\n\n### Breaking\n\n- Flag.\n\n## 1.0.0\n\n- First.\n\n## 0.9.0\n\n## 0.8.0\n";

    [Theory]
    [InlineData("Unreleased", "- Third.\n")]
    [InlineData("1.1.0", "- Second,\n  on two lines.\n\n### Breaking\n\n- Flag.\n")]
    [InlineData("1.0.0", "- First.\n")]
    public void They_are_the_section_of_the_version(string version, string notes) => Assert.Equal(notes, ReleaseNotes.Of(Changelog, version));

    [Theory]
    [InlineData("1.0")]
    [InlineData("2.0.0")]
    [InlineData("0.9.0")] // has nothing to say
    public void A_version_without_notes_is_an_error(string version)
    {
        var refused = Assert.Throws<PackagingException>(() => ReleaseNotes.Of(Changelog, version));

        Assert.Equal($"CHANGELOG.md says nothing of {version}", refused.Message);
        Assert.Contains($"\"## {version}\"", refused.Hint, StringComparison.Ordinal);
    }
}
