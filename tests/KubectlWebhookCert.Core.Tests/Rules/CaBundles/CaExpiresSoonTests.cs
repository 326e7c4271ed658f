using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.CaBundles;

/// <summary>ca-expires-soon: the chain that lasts longest counts, and in it what ends first.</summary>
public sealed class CaExpiresSoonTests
{
    private const string Code = "ca-expires-soon";

    private static readonly DateTimeOffset Soon = Judged.Now.AddDays(20);

    [Theory]
    [InlineData(30, Severity.Warning)]
    [InlineData(7, Severity.Error)]
    public void The_end_of_the_ca_is_told_in_time(int days, Severity expected)
    {
        var finding = Judged.Of(Shaped.Path(Shaped.Root with { NotAfter = Judged.Now.AddDays(days) }, Shaped.Leaf)).Finding(Code);

        Assert.Equal(expected, finding.Severity);
        Assert.Equal($"the CA CN=hook-ca expires on {Facts.Instant(Judged.Now.AddDays(days))}", finding.Fault.Message);
        Assert.Equal("kubectl webhook-cert rotate validatingwebhookconfiguration/config --ca", finding.Fault.Fix);
    }

    [Fact]
    public void A_second_more_is_not_soon() =>
        Assert.DoesNotContain(Code, Judged.Of(Shaped.Path(Shaped.Root with { NotAfter = Judged.Now.AddDays(30).AddSeconds(1) }, Shaped.Leaf)).Codes);

    [Fact]
    public void An_intermediate_ends_the_chain_as_well() => Assert.Equal(
        $"the intermediate CN=hook-intermediate expires on {Facts.Instant(Soon)}",
        Judged.Of(Shaped.Path(Shaped.Root, Shaped.Middle with { NotAfter = Soon }, Shaped.Leaf)).Finding(Code).Fault.Message);

    [Fact]
    public void A_chain_that_lasts_longer_makes_up_for_it() => Assert.DoesNotContain(
        Code,
        Judged.Of(Shaped.Path(path => path[0].Pem + path[1].Pem, Shaped.Root with { NotAfter = Soon }, Shaped.Middle, Shaped.Leaf)).Codes);

    [Fact]
    public void Another_ca_that_ends_soon_does_not_matter() => Assert.DoesNotContain(
        Code,
        Judged.Of(Shaped.Path(path => path[0].Pem + Shaped.Alone(Shaped.Middle with { NotAfter = Soon }).Pem, Shaped.Root, Shaped.Leaf)).Codes);

    [Fact]
    public void Without_the_leaf_the_ca_that_lasts_longest_counts() => Assert.Equal(
        Severity.Warning,
        Judged.Of(Shaped.Path(Shaped.Root with { NotAfter = Soon }, Shaped.Leaf) with { Without = ["Secret"] }).Finding(Code).Severity);
}
