using KubectlWebhookCert.Cluster.Watching;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Tests.Watching;

public sealed class ExpectationTests
{
    private static readonly ClusterSnapshot Read = new(
        [Object.Parse(Object.Secret("web", 10, labels: """{"app":"web"}""")), Object.Parse(Object.Secret("elsewhere", 11))], []);

    [Theory]
    [InlineData("web", 10, "web", false)]
    [InlineData("web", 12, "web", true)]
    [InlineData("web", 12, "other", true)] // selected no more
    [InlineData("elsewhere", 12, "other", false)] // read, but by another request
    [InlineData("elsewhere", 12, "web", true)]
    [InlineData("new", 12, "web", true)]
    [InlineData("new", 12, "other", false)]
    public void Knows_what_a_selector_selects(string name, int version, string app, bool differs)
    {
        var expected = new Expectation(Read, [new ObjectRequest.Many(ResourceTypes.Secret, "shop", "app=web")]);

        var json = Object.Parse(Object.Secret(name, version, labels: $$"""{"app":"{{app}}"}""")).Json;

        Assert.Equal(differs, expected.Differs(json));
    }

    [Fact]
    public void Expects_of_all_that_was_read_only_what_the_requests_ask_for()
    {
        var expected = new Expectation(Read, [new ObjectRequest.Many(ResourceTypes.Secret, "shop", "app=web")]);

        Assert.Equal([("shop", "web")], expected.Names());
    }
}
