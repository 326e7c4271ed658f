namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Asserts that a list of what is wrong is empty, and shows it whole where it is not.</summary>
internal static class NothingWrong
{
    public static void In(params IEnumerable<string> wrong)
    {
        var all = wrong.ToArray();
        Assert.True(all.Length == 0, string.Join('\n', all));
    }
}
