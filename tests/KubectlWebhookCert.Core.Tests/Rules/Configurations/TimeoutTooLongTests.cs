using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Configurations;

/// <summary>timeout-too-long: over 15 seconds where requests fail then, near 30 in any case.</summary>
public sealed class TimeoutTooLongTests
{
    private const string Code = "timeout-too-long";

    [Theory]
    [InlineData("Fail", 15, false)]
    [InlineData("Fail", 16, true)]
    [InlineData("Ignore", 24, false)]
    [InlineData("Ignore", 25, true)]
    [InlineData("Ignore", 30, true)]
    public void A_long_timeout_is_worth_a_line(string policy, int seconds, bool isTooLong) =>
        Assert.Equal(isTooLong, Waiting(policy, seconds).Codes.Contains(Code));

    [Fact]
    public void It_says_how_long_and_where_to_change_it()
    {
        var finding = Waiting("Fail", 30).Finding(Code);

        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Equal("timeoutSeconds 30: a webhook that does not answer holds up each request so long", finding.Fault.Message);
        Assert.Equal("set timeoutSeconds to 10 or less in validatingwebhookconfiguration/config", finding.Fault.Fix);
    }

    private static Judged Waiting(string policy, int seconds) => Judged.Of(Hook.Healthy with
    {
        Configuration = configuration => configuration.With(json =>
        {
            json["webhooks"]![0]!["failurePolicy"] = policy;
            json["webhooks"]![0]!["timeoutSeconds"] = seconds;
        }),
    });
}
