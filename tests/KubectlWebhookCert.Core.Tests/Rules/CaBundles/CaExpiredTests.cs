using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.CaBundles;

/// <summary>ca-expired: the dates of the anchor count too.</summary>
public sealed class CaExpiredTests
{
    private const string Code = "ca-expired";

    [Fact]
    public void An_expired_ca_is_told_from_the_leaf_that_is_valid()
    {
        var judged = Judged.Of(Ending(Judged.Now.AddSeconds(-1)));

        Assert.Equal([Code], judged.Alarms);
        var finding = judged.Finding(Code);
        Assert.Equal((Severity.Error, true), (finding.Severity, finding.IsReported));
        Assert.Equal("the CA CN=hook-ca expired on 2026-06-01T11:59:59Z", finding.Fault.Message);
        Assert.EndsWith("current time 2026-06-01T12:00:00Z is after 2026-06-01T11:59:59Z", finding.Fault.ApiServerText, StringComparison.Ordinal);
        Assert.Equal("kubectl webhook-cert rotate validatingwebhookconfiguration/config --ca", finding.Fault.Fix);
    }

    [Fact]
    public void The_last_second_is_valid() => Assert.DoesNotContain(Code, Judged.Of(Ending(Judged.Now)).Codes);

    [Fact]
    public void A_new_ca_beside_it_takes_over() => Assert.Empty(Judged.Of(Shaped.Path(
        path => Shaped.Alone(Shaped.Root with { NotAfter = Judged.Now.AddDays(-1) }).Pem + path[0].Pem, Shaped.Root, Shaped.Leaf)).Alarms);

    [Fact]
    public void That_every_ca_has_expired_is_known_without_the_leaf()
    {
        var judged = Judged.Of(Ending(Judged.Now.AddSeconds(-1)) with { Without = ["Secret"], PodSpec = _ => Make.PodSpec() });

        Assert.Equal("every CA in the bundle has expired, the last one on 2026-06-01T11:59:59Z", judged.Finding(Code).Fault.Message);
    }

    [Fact]
    public void That_one_of_two_has_expired_says_nothing_without_the_leaf()
    {
        var expired = Shaped.Alone(Shaped.Root with { NotAfter = Judged.Now.AddDays(-1) }).Pem;

        var judged = Judged.Of(Hook.Healthy with { Bundle = expired + Hook.Healthy.Ca.Pem, Without = ["Secret"], PodSpec = _ => Make.PodSpec() });

        Assert.DoesNotContain(Code, judged.Codes);
        Assert.Contains(Code, judged.Unknowns.Select(unknown => unknown.Code));
    }

    private static Hook Ending(DateTimeOffset notAfter) => Shaped.Path(Shaped.Root with { NotAfter = notAfter }, Shaped.Leaf);
}
