using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.ServingCertificates;

/// <summary>leaf-expires-soon: thirty days and seven, and less for those that live shortly.</summary>
public sealed class LeafExpiresSoonTests
{
    private const string Code = "leaf-expires-soon";

    [Theory]
    [InlineData(30, Severity.Warning)]
    [InlineData(8, Severity.Warning)]
    [InlineData(7, Severity.Error)]
    [InlineData(0, Severity.Error)]
    public void The_end_of_a_long_life_is_told_in_time(int days, Severity expected)
    {
        var finding = Judged.Of(Ending(Judged.Now.AddYears(-1), Judged.Now.AddDays(days))).Finding(Code);

        Assert.Equal(expected, finding.Severity);
        Assert.Equal($"the serving certificate expires on {Facts.Instant(Judged.Now.AddDays(days))}", finding.Fault.Message);
        Assert.Null(finding.Fault.ApiServerText);
    }

    [Fact]
    public void A_second_more_is_not_soon() =>
        Assert.DoesNotContain(Code, Judged.Of(Ending(Judged.Now.AddYears(-1), Judged.Now.AddDays(30).AddSeconds(1))).Codes);

    [Fact]
    public void A_certificate_that_lives_for_a_day_is_renewed_later() =>
        Assert.DoesNotContain(Code, Judged.Of(Ending(Judged.Now.AddHours(-16), Judged.Now.AddHours(8))).Codes);

    [Fact]
    public void What_has_expired_is_told_by_another_rule() =>
        Assert.Equal(["leaf-expired"], Judged.Of(Ending(Judged.Now.AddYears(-1), Judged.Now.AddDays(-1))).Alarms);

    [Fact]
    public void A_leaf_that_ends_with_its_ca_hangs_under_the_ca()
    {
        var soon = Judged.Now.AddDays(20);
        var judged = Judged.Of(Shaped.Path(Shaped.Root with { NotAfter = soon }, Shaped.Leaf with { NotAfter = soon }));

        Assert.Equal(["ca-expires-soon", Code], judged.Codes);
        Assert.Equal(Code, Assert.Single(judged.Finding("ca-expires-soon").Consequences).Rule.Code);
    }

    private static Hook Ending(DateTimeOffset from, DateTimeOffset until) =>
        Shaped.Path(Shaped.Root, Shaped.Leaf with { NotBefore = from, NotAfter = until });
}
