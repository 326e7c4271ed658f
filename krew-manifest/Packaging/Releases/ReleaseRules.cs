namespace KubectlWebhookCert.Packaging.Releases;

/// <summary>What has to be in order before anything is built for a release.</summary>
internal static class ReleaseRules
{
    /// <summary>Every error and its hint.</summary>
    /// <param name="project">Version and address.</param>
    /// <param name="tag">What is about to be released, for example <c>v0.1.0</c>.</param>
    /// <param name="hostedAt">Where this runs, for example <c>https://github.com/OWNER/NAME</c>; null where nobody says.</param>
    /// <param name="changelog">The text of <c>CHANGELOG.md</c>.</param>
    public static IEnumerable<PackagingException> Check(ProjectFacts project, string tag, string? hostedAt, string changelog)
    {
        if (!project.HasAddress)
        {
            yield return new($"RepositoryUrl in Directory.Build.props is a placeholder: {project.RepositoryUrl}", "write the repository's public address there, then: make krew-manifest");
        }
        else if (hostedAt is not null && hostedAt != project.RepositoryUrl)
        {
            yield return new($"RepositoryUrl in Directory.Build.props is {project.RepositoryUrl}, this is {hostedAt}", "write that there, then: make krew-manifest");
        }

        if (tag != project.Tag)
        {
            yield return new($"the tag is \"{tag}\", Version in Directory.Build.props makes it {project.Tag}", "change Version, then: make krew-manifest");
        }

        PackagingException? silent = null;
        try
        {
            ReleaseNotes.Of(changelog, project.Version);
        }
        catch (PackagingException failure)
        {
            silent = failure;
        }

        if (silent is not null)
        {
            yield return silent;
        }
    }
}
