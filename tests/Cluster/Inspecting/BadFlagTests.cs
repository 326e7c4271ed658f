namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Command lines that make no sense: each is one error, before anything is asked. Needs no cluster.</summary>
public sealed class BadFlagTests
{
    [Theory]
    [InlineData("unknown flag: --no-such-flag", "inspect", "--no-such-flag")]
    [InlineData("unknown flag: --no-such-flag", "inspect", "--no-such-flag=7")]
    [InlineData("-z", "inspect", "-z")]
    [InlineData("unknown command \"inspct\"", "inspct")]
    [InlineData("-o", "inspect", "-o")]
    [InlineData("\"xml\"", "inspect", "-o", "xml")]
    [InlineData("no template", "inspect", "-o", "jsonpath")]
    [InlineData("", "inspect", "-o", "jsonpath={.items[}")]
    [InlineData("/no/such/template", "inspect", "-o", "jsonpath-file=/no/such/template")]
    [InlineData("go-template", "inspect", "-o", "go-template={{.}}")]
    [InlineData("", "inspect", "-v=much")]
    [InlineData("", "inspect", "-l", "a=b=c")]
    [InlineData("", "inspect", "-l", "a in (")]
    [InlineData("--secret", "inspect", "--secret", "a/b/c")]
    [InlineData("", "inspect", "a/b/c")]
    [InlineData("", "inspect", "a", "b", "c")]
    [InlineData("no-such-type", "inspect", "no-such-type/name")]
    [InlineData("", "inspect", "vwc/")]
    [InlineData("", "inspect", "/name")]
    [InlineData("", "inspect", "vwc")]
    [InlineData("", "inspect", "pod/name")]
    [InlineData("", "inspect", "")]
    [InlineData("", "inspect", "-n", "../..")]
    [InlineData("", "inspect", "--insecure-skip-tls-verify=perhaps")]
    public async Task What_makes_no_sense_is_one_error(string said, params string[] arguments)
    {
        var call = NativeBinary.Call([.. arguments, .. Server(arguments)]);

        Plugin.MustFail(await Plugin.RunAsync(call), said);
    }

    [Theory]
    [InlineData]
    [InlineData("help")]
    [InlineData("help", "inspect")]
    [InlineData("--help")]
    [InlineData("inspect", "--help")]
    [InlineData("inspect", "-h")]
    [InlineData("version")]
    public async Task Help_and_version_are_no_errors(params string[] arguments)
    {
        var result = await Plugin.RunAsync(NativeBinary.Call(arguments));

        Plugin.MustBeDone(result);
        Assert.NotEqual("", result.Output);
        Assert.Equal("", result.Error);
    }

    // A connection, so that the error is not that there is none; to where nothing listens, so that nothing is asked.
    private static string[] Server(string[] arguments) => arguments[0] == "inspect" ? ["--server=https://127.0.0.1:1"] : [];
}
