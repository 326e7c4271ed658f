using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.ServingCertificates;

/// <summary>leaf-not-yet-valid: notBefore is the first instant of validity, and belongs to it.</summary>
public sealed class LeafNotYetValidTests
{
    private const string Code = "leaf-not-yet-valid";

    [Fact]
    public void A_leaf_one_second_before_its_start_is_an_error_in_the_api_servers_words()
    {
        var finding = Judged.Of(Starting(Judged.Now.AddSeconds(1))).Finding(Code);

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.True(finding.IsReported);
        Assert.Equal("the serving certificate is not valid before 2026-06-01T12:00:01Z", finding.Fault.Message);
        Assert.EndsWith("current time 2026-06-01T12:00:00Z is before 2026-06-01T12:00:01Z", finding.Fault.ApiServerText, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_second_is_valid() => Assert.DoesNotContain(Code, Judged.Of(Starting(Judged.Now)).Codes);

    private static Hook Starting(DateTimeOffset notBefore) => Shaped.Path(Shaped.Root, Shaped.Leaf with { NotBefore = notBefore });
}
