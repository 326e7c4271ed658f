using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.ServingCertificates;

/// <summary>leaf-expired: notAfter is the last instant of validity, and belongs to it.</summary>
public sealed class LeafExpiredTests
{
    private const string Code = "leaf-expired";

    [Fact]
    public void A_leaf_one_second_past_its_end_is_an_error_in_the_api_servers_words()
    {
        var finding = Judged.Of(Ending(Judged.Now.AddSeconds(-1))).Finding(Code);

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.True(finding.IsReported);
        Assert.Equal("the serving certificate expired on 2026-06-01T11:59:59Z", finding.Fault.Message);
        Assert.Equal(
            "tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-06-01T12:00:00Z is after 2026-06-01T11:59:59Z",
            finding.Fault.ApiServerText);
        Assert.Equal(("Secret web/hook-tls", "tls.crt"), (finding.Fault.Where?.ToString(), finding.Fault.Field));
        Assert.Equal("kubectl webhook-cert rotate validatingwebhookconfiguration/config", finding.Fault.Fix);
    }

    [Fact]
    public void The_last_second_is_valid() => Assert.DoesNotContain(Code, Judged.Of(Ending(Judged.Now)).Codes);

    private static Hook Ending(DateTimeOffset notAfter) =>
        Hook.Healthy with { Leaf = Hook.Healthy.Ca.Leaf("CN=hook", 1, 2, notAfter, Hook.ServerName) };
}
