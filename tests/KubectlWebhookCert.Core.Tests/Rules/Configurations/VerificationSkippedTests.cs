using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Configurations;

/// <summary>verification-skipped: an APIService that says so, and none that does not.</summary>
public sealed class VerificationSkippedTests
{
    private const string Code = "verification-skipped";

    [Fact]
    public void An_aggregated_api_that_is_not_verified_is_worth_a_line()
    {
        var finding = Judged.Of(CertControllerClusters.Kueue()).Finding(Code);

        Assert.Equal((Severity.Info, "spec.insecureSkipTLSVerify"), (finding.Severity, finding.Fault.Field));
        Assert.Equal("insecureSkipTLSVerify: the certificate is not verified, so nothing tells an impostor", finding.Fault.Message);
    }

    [Fact]
    public void One_that_is_verified_is_not() => Assert.DoesNotContain(
        Code,
        Judged.Of(new FakeCluster(Make.ApiService("v1", "example.com", "web/hook", Hook.Healthy.Ca.Base64))).Codes);
}
