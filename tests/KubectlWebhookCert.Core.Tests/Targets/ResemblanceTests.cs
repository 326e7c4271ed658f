using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Core.Tests.Targets;

public sealed class ResemblanceTests
{
    [Theory]
    [InlineData("spark-operater-webhook", "spark-operator-webhook")] // one letter wrong
    [InlineData("spark", "spark-operator-webhook")] // a part
    [InlineData("spark-operator-webhook-config", "spark-operator-webhook")] // more than all
    [InlineData("KUEUE-validating", "kueue-validating")]
    [InlineData("nothing-like-it", null)]
    [InlineData("ku", null)] // too short a part
    public void Finds_the_nearest_name(string wanted, string? expected) =>
        Assert.Equal(
            expected is null ? [] : [expected],
            Resemblance.Closest(wanted, ["spark-operator-webhook", "kueue-validating", "gatekeeper"]));

    [Fact]
    public void Shows_three_at_most_nearest_first() =>
        Assert.Equal(["hook-b", "hook-x", "hook-y"], Resemblance.Closest("hook-b", ["hook-zz", "hook-y", "hook-x", "hook-b"]));
}
