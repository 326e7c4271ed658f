namespace KubectlWebhookCert.Packaging.Tests;

public sealed class ProjectFactsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("https://github.com/someone/kubectl-webhook-cert", true)]
    [InlineData("https://repository.invalid/kubectl-webhook-cert", false)]
    public void Version_and_address_are_read(string address, bool hasAddress)
    {
        Write($"<Version>1.2.3</Version><RepositoryUrl>{address}</RepositoryUrl>");

        var project = ProjectFacts.Read(folder.Path);

        Assert.Equal(new ProjectFacts("1.2.3", address), project);
        Assert.Equal("v1.2.3", project.Tag);
        Assert.Equal(hasAddress, project.HasAddress);
    }

    [Theory]
    [InlineData("<Version>1.2.3</Version>", "Directory.Build.props has no RepositoryUrl")]
    [InlineData("<RepositoryUrl>https://example.com/a</RepositoryUrl>", "Directory.Build.props has no Version")]
    [InlineData("<Version>1.2.3</Version><RepositoryUrl>example.com/a</RepositoryUrl>", "RepositoryUrl in Directory.Build.props is \"example.com/a\"")]
    [InlineData("<Version>1.2.3</Version><RepositoryUrl>http://example.com/a</RepositoryUrl>", "RepositoryUrl in Directory.Build.props is \"http://example.com/a\"")]
    [InlineData("<Version>1.2.3</Version><RepositoryUrl>https://example.com/a/</RepositoryUrl>", "RepositoryUrl in Directory.Build.props is \"https://example.com/a/\"")]
    public void What_is_missing_is_named(string properties, string error)
    {
        Write(properties);

        Assert.Equal(error, Assert.Throws<PackagingException>(() => ProjectFacts.Read(folder.Path)).Message);
    }

    public void Dispose() => folder.Dispose();

    private void Write(string properties) => folder.Write("Directory.Build.props", $"<Project><PropertyGroup>{properties}</PropertyGroup></Project>");
}
