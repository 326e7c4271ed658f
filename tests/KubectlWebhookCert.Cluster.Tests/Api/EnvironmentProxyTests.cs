using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Cluster.Api;

public sealed class EnvironmentProxyTests
{
    [Theory]
    [InlineData("https://api.example:6443", "", false)]
    [InlineData("https://api.example:6443", "*", true)]
    [InlineData("https://api.example:6443", "other.example, api.example", true)]
    [InlineData("https://api.example:6443", "example", true)]
    [InlineData("https://api.example:6443", ".example", true)]
    [InlineData("https://api.example:6443", "*.example", true)]
    [InlineData("https://example:6443", ".example", false)]
    [InlineData("https://notexample:6443", "example", false)]
    [InlineData("https://api.example:6443", "API.EXAMPLE:6443", true)]
    [InlineData("https://api.example:6443", "api.example:443", false)]
    [InlineData("https://10.1.2.3:6443", "10.0.0.0/8", true)]
    [InlineData("https://11.1.2.3:6443", "10.0.0.0/8", false)]
    [InlineData("https://10.1.2.3:6443", "10.1.2.3", true)]
    [InlineData("https://10.1.2.3:6443", "10.1.2.3:6443", true)]
    [InlineData("https://[fd00::1]:6443", "fd00::/8", true)]
    [InlineData("https://[fd00::1]:6443", "[fd00::1]:6443", true)]
    [InlineData("https://localhost:6443", "", true)]
    [InlineData("https://127.0.0.1:6443", "", true)]
    [InlineData("https://[::1]:6443", "", true)]
    public void Follows_the_exclusions_as_Go_does(string server, string exclusions, bool direct)
    {
        var proxy = EnvironmentProxy.Find(
            new Uri(server), name => name == "HTTPS_PROXY" ? "http://proxy.example:3128" : name == "NO_PROXY" ? exclusions : null);

        Assert.Equal(direct ? null : new Uri("http://proxy.example:3128"), proxy);
    }

    [Theory]
    [InlineData("https://api.example", "https_proxy", "proxy.example:3128", "http://proxy.example:3128/")]
    [InlineData("https://api.example", "HTTPS_PROXY", "socks5://proxy.example", "socks5://proxy.example/")]
    [InlineData("http://api.example", "HTTP_PROXY", "proxy.example", "http://proxy.example/")]
    [InlineData("http://api.example", "HTTPS_PROXY", "proxy.example", null)]
    [InlineData("https://api.example", "HTTP_PROXY", "proxy.example", null)]
    public void Reads_the_variable_of_the_scheme(string server, string variable, string value, string? expected) =>
        Assert.Equal(expected, EnvironmentProxy.Find(new Uri(server), name => name == variable ? value : null)?.AbsoluteUri);

    [Fact]
    public void A_variable_that_is_no_address_is_named_without_its_value()
    {
        var error = Assert.Throws<UsageException>(
            () => EnvironmentProxy.Find(new Uri("https://api.example"), name => name == "HTTPS_PROXY" ? "http://user:pa55@:::" : null));

        Assert.Contains("HTTPS_PROXY", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pa55", error.Message, StringComparison.Ordinal);
    }
}
