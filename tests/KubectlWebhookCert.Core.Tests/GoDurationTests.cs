namespace KubectlWebhookCert.Core.Tests;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("7", 7)]
    [InlineData("90s", 90)]
    [InlineData("1h30m", 5400)]
    [InlineData("1.5h", 5400)]
    [InlineData("500ms", 0.5)]
    [InlineData("30d", 2592000)]
    public void Reads_what_kubectl_reads(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), GoDuration.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("5 s")]
    [InlineData("-1s")]
    [InlineData("1s2")]
    [InlineData("1w")]
    [InlineData(".s")]
    [InlineData("99999999999999999999s")]
    public void Anything_else_is_no_duration(string text) => Assert.Null(GoDuration.Parse(text));
}
