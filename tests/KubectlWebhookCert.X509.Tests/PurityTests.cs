using System.Runtime.CompilerServices;

namespace KubectlWebhookCert.X509.Tests;

/// <summary>The project reads bytes that it is given, and nothing else. Issuing is to be the only place with randomness.</summary>
public sealed class PurityTests
{
    [Theory]
    [InlineData("Console.")]
    [InlineData("File.")]
    [InlineData("Directory.")]
    [InlineData("Environment.")]
    [InlineData("HttpClient")]
    [InlineData("Process.")]
    [InlineData(".UtcNow")]
    [InlineData(".Now")]
    [InlineData("TimeProvider.System")]
    [InlineData("Random")]
    [InlineData("Regex")]
    public void Touches_nothing_outside_itself(string banned) => Assert.DoesNotContain(
        Sources(),
        path => File.ReadAllText(path).Contains(banned, StringComparison.Ordinal));

    [Fact]
    public void References_no_other_project() =>
        Assert.DoesNotContain("Reference Include", File.ReadAllText(Path.Combine(Root(), "KubectlWebhookCert.X509.csproj")), StringComparison.Ordinal);

    private static List<string> Sources()
    {
        var issuing = Path.Combine(Root(), "Issuing");
        var sources = Directory.EnumerateFiles(Root(), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(path => !path.StartsWith(issuing, StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(sources);
        return sources;
    }

    private static string Root([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path) ?? "", "../../src/KubectlWebhookCert.X509"));
}
