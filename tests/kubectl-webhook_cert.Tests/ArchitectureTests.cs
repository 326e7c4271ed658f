using System.Xml.Linq;

namespace KubectlWebhookCert.Commands.Tests;

/// <summary>The arrows cmd → Cluster → Core → X509, and that the two inner projects touch nothing outside themselves.</summary>
public sealed class ArchitectureTests
{
    private const string X509 = "src/KubectlWebhookCert.X509";
    private const string Core = "src/KubectlWebhookCert.Core";

    [Theory]
    [InlineData("src/KubectlWebhookCert.X509/KubectlWebhookCert.X509.csproj", new string[0])]
    [InlineData("src/KubectlWebhookCert.Core/KubectlWebhookCert.Core.csproj", new[] { "KubectlWebhookCert.X509" })]
    [InlineData(
        "src/KubectlWebhookCert.Cluster/KubectlWebhookCert.Cluster.csproj",
        new[] { "KubectlWebhookCert.Core", "KubectlWebhookCert.X509" })]
    [InlineData("cmd/kubectl-webhook_cert/kubectl-webhook_cert.csproj", new[] { "KubectlWebhookCert.Cluster" })]
    public void A_project_references_only_what_lies_below_it(string project, string[] expected) =>
        Assert.Equal(expected, References(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension).Order());

    [Theory]
    [InlineData("src/KubectlWebhookCert.X509/KubectlWebhookCert.X509.csproj", new string[0])]
    [InlineData("src/KubectlWebhookCert.Core/KubectlWebhookCert.Core.csproj", new[] { "YamlDotNet" })]
    [InlineData("src/KubectlWebhookCert.Cluster/KubectlWebhookCert.Cluster.csproj", new string[0])]
    [InlineData("cmd/kubectl-webhook_cert/kubectl-webhook_cert.csproj", new[] { "System.CommandLine" })]
    public void A_project_uses_only_the_packages_it_is_meant_to(string project, string[] expected) =>
        Assert.Equal(expected, References(project, "PackageReference").Order());

    [Theory]
    [InlineData("DateTimeOffset.UtcNow")]
    [InlineData("DateTimeOffset.Now")]
    [InlineData("DateTime.UtcNow")]
    [InlineData("DateTime.Now")]
    [InlineData("TimeProvider")]
    [InlineData("Stopwatch")]
    [InlineData("Console.")]
    [InlineData("File.")]
    [InlineData("Directory.")]
    [InlineData("FileStream")]
    [InlineData("HttpClient")]
    [InlineData("Net.Sockets")]
    [InlineData("Process.")]
    [InlineData("Environment.")]
    [InlineData("Random")]
    [InlineData("Guid.NewGuid")]
    [InlineData("Thread")]
    [InlineData("async ")]
    public void The_inner_projects_touch_nothing_outside_themselves(string banned)
    {
        var files = Repository.SourceFiles(X509)
            .Where(path => !path.Contains("/Issuing/", StringComparison.Ordinal)) // the only randomness
            .Concat(Repository.SourceFiles(Core));

        Assert.DoesNotContain(files, path => Code(path).Contains(banned, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GetType().GetProperty")]
    [InlineData("Activator.")]
    [InlineData("dynamic ")]
    [InlineData("#pragma warning disable")]
    [InlineData("SuppressMessage")]
    [InlineData("NotImplementedException")]
    public void Production_code_has_no(string banned)
    {
        var files = Repository.SourceFiles("src").Concat(Repository.SourceFiles("cmd"));

        Assert.DoesNotContain(files, path => Code(path).Contains(banned, StringComparison.Ordinal));
    }

    [Fact]
    public void The_purity_checks_look_at_real_files()
    {
        Assert.NotEmpty(Repository.SourceFiles(X509));
        Assert.NotEmpty(Repository.SourceFiles(Core));
    }

    // Comments may name what code may not touch.
    private static string Code(string path) => string.Join(
        '\n',
        File.ReadLines(path).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    private static IEnumerable<string> References(string project, string element) =>
        XDocument.Load(Repository.PathOf(project)).Descendants(element).Select(reference => (string?)reference.Attribute("Include") ?? string.Empty);
}
