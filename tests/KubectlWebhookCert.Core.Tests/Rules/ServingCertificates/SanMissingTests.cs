using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.ServingCertificates;

/// <summary>san-missing: the common name does not count.</summary>
public sealed class SanMissingTests
{
    private const string Code = "san-missing";

    [Theory]
    [InlineData(Hook.ServerName, "the serving certificate names hook.web.svc in its common name only, which does not count")]
    [InlineData("hook", "the serving certificate has no alternative name, and the webhook is called as hook.web.svc")]
    [InlineData(null, "the serving certificate has no alternative name, and the webhook is called as hook.web.svc")]
    public void A_leaf_without_alternative_names_is_for_nobody(string? commonName, string message)
    {
        var judged = Judged.Of(Shaped.Path(Shaped.Root, Shaped.Leaf with { CommonName = commonName, Names = [] }));

        Assert.Equal([Code], judged.Alarms);
        Assert.Equal(message, judged.Finding(Code).Fault.Message);
        Assert.True(judged.Finding(Code).IsReported);
    }

    [Fact]
    public void A_leaf_with_the_right_alternative_name_may_be_called_anything() =>
        Assert.Empty(Judged.Of(Shaped.Path(Shaped.Root, Shaped.Leaf with { CommonName = "nonsense" })).Alarms);

    [Fact]
    public void An_alternative_name_of_another_host_is_another_rules() =>
        Assert.DoesNotContain(Code, Judged.Of(Shaped.Path(Shaped.Root, Shaped.Leaf with { CommonName = Hook.ServerName, Names = ["127.0.0.1"] })).Codes);
}
