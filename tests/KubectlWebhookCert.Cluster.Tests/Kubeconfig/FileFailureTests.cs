using KubectlWebhookCert.Cluster.Kubeconfig;

namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

/// <summary>Root may read every file, so the system's answers are made here.</summary>
public sealed class FileFailureTests
{
    private static readonly string Folder = Path.GetTempPath();

    [Fact]
    public void A_file_that_may_not_be_read_says_so() =>
        Assert.Equal("permission denied", FileFailure.Explain(new UnauthorizedAccessException(), Path.Combine(Folder, "config")));

    [Fact]
    public void A_folder_is_named_as_one() =>
        Assert.Equal("is a directory", FileFailure.Explain(new UnauthorizedAccessException(), Folder));

    [Fact]
    public void A_missing_file_or_folder_is_no_such_file()
    {
        Assert.Equal("no such file", FileFailure.Explain(new FileNotFoundException(), "x"));
        Assert.Equal("no such file", FileFailure.Explain(new DirectoryNotFoundException(), "x"));
    }

    [Fact]
    public void What_is_not_about_a_file_is_left_to_others() =>
        Assert.Null(FileFailure.Explain(new InvalidOperationException(), "x"));
}
