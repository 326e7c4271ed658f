namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The checkout that these tests were built in.</summary>
internal static class RepositoryRoot
{
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "KubectlWebhookCert.sln")))
            {
                return folder.FullName;
            }
        }
        throw new InvalidOperationException($"no KubectlWebhookCert.sln above {AppContext.BaseDirectory}");
    }
}
