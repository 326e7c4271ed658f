namespace KubectlWebhookCert.Commands.Tests;

/// <summary>Output compared with a file beside the tests; UPDATE_GOLDEN=1 rewrites the files, and the diff is reviewed.</summary>
internal static class Golden
{
    public static void Matches(string name, string actual)
    {
        var path = Repository.PathOf($"tests/kubectl-webhook_cert.Tests/Goldens/{name}");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{name} is missing: UPDATE_GOLDEN=1 writes it");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
