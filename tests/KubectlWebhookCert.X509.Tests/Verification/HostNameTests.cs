using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Tests.Verification;

/// <summary>The rows that were measured on real API servers, and the corners of Go's rules.</summary>
public sealed class HostNameTests
{
    private const string Server = "hook.web.svc";

    [Theory]
    [InlineData("hook.web.svc")]
    [InlineData("HOOK.web.SVC")]
    [InlineData("*.web.svc")]
    public void Covers_the_server_name(string pattern) => Assert.True(HostName.Matches(pattern, Server));

    [Theory]
    [InlineData("hook")]
    [InlineData("hook.web")]
    [InlineData("hook.web.svc.cluster.local")]
    [InlineData("*.svc")]
    [InlineData("ho*.web.svc")]
    [InlineData("hook.*.svc")]
    [InlineData("hook.web.svc.")]
    [InlineData("*")]
    [InlineData("")]
    public void Does_not_cover_the_server_name(string pattern) => Assert.False(HostName.Matches(pattern, Server));

    [Fact]
    public void A_trailing_dot_of_the_host_does_not_count() => Assert.True(HostName.Matches(Server, Server + "."));

    [Fact]
    public void Underscores_are_found_in_real_names() => Assert.True(HostName.Matches("*.my_ns.svc", "a.my_ns.svc"));

    [Fact]
    public void An_invalid_name_matches_itself_only()
    {
        Assert.True(HostName.Matches("-x.web.svc", "-X.web.svc"));
        Assert.False(HostName.Matches("*.-web.svc", "a.-web.svc"));
    }
}
