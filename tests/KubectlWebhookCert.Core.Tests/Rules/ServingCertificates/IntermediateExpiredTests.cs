using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.ServingCertificates;

/// <summary>intermediate-expired: what is served between leaf and bundle must be valid too.</summary>
public sealed class IntermediateExpiredTests
{
    private const string Code = "intermediate-expired";

    [Fact]
    public void An_expired_intermediate_is_told_from_leaf_and_ca()
    {
        var judged = Judged.Of(Shaped.Path(Shaped.Root, Shaped.Middle with { NotAfter = Judged.Now.AddSeconds(-1) }, Shaped.Leaf));

        Assert.Equal([Code], judged.Alarms);
        Assert.Equal("the intermediate CN=hook-intermediate expired on 2026-06-01T11:59:59Z", judged.Finding(Code).Fault.Message);
        Assert.Equal("tls.crt", judged.Finding(Code).Fault.Field);
        Assert.True(judged.Finding(Code).IsReported);
    }

    [Fact]
    public void One_that_is_not_valid_yet_is_told() => Assert.Equal(
        "the intermediate CN=hook-intermediate is not valid before 2026-06-01T12:00:01Z",
        Judged.Of(Shaped.Path(Shaped.Root, Shaped.Middle with { NotBefore = Judged.Now.AddSeconds(1) }, Shaped.Leaf)).Finding(Code).Fault.Message);

    [Fact]
    public void Its_last_second_is_valid() => Assert.DoesNotContain(
        Code, Judged.Of(Shaped.Path(Shaped.Root, Shaped.Middle with { NotAfter = Judged.Now }, Shaped.Leaf)).Codes);
}
