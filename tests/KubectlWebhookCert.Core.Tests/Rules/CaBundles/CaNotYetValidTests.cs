using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.CaBundles;

/// <summary>ca-not-yet-valid: the dates of the anchor count too.</summary>
public sealed class CaNotYetValidTests
{
    private const string Code = "ca-not-yet-valid";

    [Fact]
    public void A_ca_one_second_before_its_start_is_an_error_in_the_api_servers_words()
    {
        var judged = Judged.Of(Starting(Judged.Now.AddSeconds(1)));

        Assert.Equal([Code], judged.Alarms);
        Assert.Equal("the CA CN=hook-ca is not valid before 2026-06-01T12:00:01Z", judged.Finding(Code).Fault.Message);
        Assert.EndsWith("is before 2026-06-01T12:00:01Z", judged.Finding(Code).Fault.ApiServerText, StringComparison.Ordinal);
        Assert.True(judged.Finding(Code).IsReported);
    }

    [Fact]
    public void The_first_second_is_valid() => Assert.DoesNotContain(Code, Judged.Of(Starting(Judged.Now)).Codes);

    private static Hook Starting(DateTimeOffset notBefore) => Shaped.Path(Shaped.Root with { NotBefore = notBefore }, Shaped.Leaf);
}
