using System.Net;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Tests.Verification;

/// <summary>Go's net.ParseIP takes less than the platform does.</summary>
public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("[fd00::1]", "fd00::1")]
    [InlineData("::ffff:10.0.0.1", "::ffff:10.0.0.1")]
    [InlineData("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8")]
    [InlineData("64:ff9b::192.0.2.33", "64:ff9b::192.0.2.33")]
    public void Takes_addresses(string text, string expected) =>
        Assert.Equal(IPAddress.Parse(expected), ServerAddress.Read(text, GoVersion.Oldest));

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("10.1")]
    [InlineData("010.0.0.1")]
    [InlineData("10.0.0.256")]
    [InlineData("0x0a.0.0.1")]
    [InlineData("10.0.0.1.")]
    [InlineData("::00001")]
    [InlineData("::ffff:010.0.0.1")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("hook.ns.svc")]
    [InlineData("[]")]
    public void Takes_nothing_else(string text) => Assert.Null(ServerAddress.Read(text, GoVersion.Newest));

    [Fact]
    public void Only_the_newest_Go_takes_zones()
    {
        Assert.Null(ServerAddress.Read("fe80::1%eth0", new GoVersion(26, 0)));
        Assert.Equal(IPAddress.Parse("fe80::1"), ServerAddress.Read("fe80::1%eth0", new GoVersion(27, 0)));
        Assert.Null(ServerAddress.Read("fe80::1%", new GoVersion(27, 0)));
    }
}
