using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Tests.Verification;

public sealed class GoVersionTests
{
    [Theory]
    [InlineData("go1.19", 19, 0)]
    [InlineData("go1.24.11", 24, 11)]
    [InlineData("go1.24.4 X:boringcrypto", 24, 4)]
    [InlineData("go1.23.2+rhel", 23, 2)]
    [InlineData("go1.27rc1", 27, 0)]
    [InlineData("go1.26-20260101-RC00", 26, 0)]
    public void Reads_what_an_API_server_says(string text, int minor, int patch) =>
        Assert.Equal(new GoVersion(minor, patch), GoVersion.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("devel +abc")]
    [InlineData("go2.0")]
    [InlineData("1.24.4")]
    public void What_cannot_be_read_is_the_newest(string? text)
    {
        Assert.Equal(GoVersion.Newest, GoVersion.Parse(text));
        Assert.Equal("newest", GoVersion.Parse(text).ToString());
    }

    [Fact]
    public void Versions_are_compared_by_number()
    {
        var older = new GoVersion(9, 9);
        var newer = new GoVersion(24, 10);

        Assert.True(older < newer);
        Assert.True(newer > new GoVersion(24, 9));
        Assert.True(newer <= GoVersion.Newest);
        Assert.True(GoVersion.Newest >= newer);
        Assert.Equal("go1.24.10", newer.ToString());
    }

    [Theory]
    [InlineData(26, 0, true)]
    [InlineData(27, 1, true)]
    [InlineData(25, 5, true)]
    [InlineData(25, 4, false)]
    [InlineData(24, 11, true)]
    [InlineData(24, 10, false)]
    [InlineData(23, 99, false)]
    public void A_change_is_in_the_release_that_brought_it_and_in_the_patches_that_carry_it(int minor, int patch, bool expected)
    {
        var change = new GoChange(26, new GoVersion(24, 11), new GoVersion(25, 5));

        Assert.Equal(expected, change.IsIn(new GoVersion(minor, patch)));
        Assert.True(change.IsIn(GoVersion.Newest));
    }

    [Theory]
    [InlineData("v1.36.2", 36)]
    [InlineData("v1.30.4+k3s1", 30)]
    [InlineData("v1.29-eks", int.MaxValue)]
    [InlineData("", int.MaxValue)]
    [InlineData(null, int.MaxValue)]
    public void Reads_the_version_of_Kubernetes(string? text, int minor) =>
        Assert.Equal(minor, ApiServerVersion.Parse(text, "go1.24.1").KubernetesMinor);
}
