namespace KubectlWebhookCert.Commands.Tests;

/// <summary>Output compared with a file beside the tests; UPDATE_GOLDEN=1 rewrites the files, and the diff is reviewed.</summary>
internal static class Golden
{
    public static void Matches(string name, string actual) => MatchesFile($"tests/kubectl-webhook_cert.Tests/Goldens/{name}", actual);

    /// <summary>The same for a file anywhere in the repository, for example in docs.</summary>
    public static void MatchesFile(string relative, string actual)
    {
        var path = Repository.PathOf(relative);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{relative} is missing: UPDATE_GOLDEN=1 writes it");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
