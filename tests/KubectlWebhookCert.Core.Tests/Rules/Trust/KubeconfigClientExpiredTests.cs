using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Trust;

/// <summary>kubeconfig-client-expired: at its end and near it.</summary>
public sealed class KubeconfigClientExpiredTests
{
    private const string Code = "kubeconfig-client-expired";

    [Theory]
    [InlineData(-1, Severity.Error)] // seconds
    [InlineData(0, Severity.Error)]
    [InlineData(8 * 86400, Severity.Warning)]
    [InlineData(31 * 86400, null)]
    public void The_time_that_is_left_decides(int seconds, Severity? expected) => Assert.Equal(
        expected, Showing(seconds).Result.All.SingleOrDefault(finding => finding.Rule.Code == Code)?.Severity);

    [Fact]
    public void It_names_the_context_and_the_end()
    {
        var finding = Showing(-1).Finding(Code);

        Assert.Equal("the client certificate of context main expired on 2026-06-01T11:59:59Z", finding.Fault.Message);
        Assert.Equal(("/home/me/.kube/config", "main"), (finding.Fault.Where?.Name, finding.Fault.Field));
    }

    [Fact]
    public void A_user_without_a_certificate_is_not_judged() => Assert.Empty(Judged.Of(Trusting.Kubeconfig(null)).Codes);

    private static Judged Showing(int seconds) =>
        Judged.Of(Trusting.Kubeconfig(Issued.Ca("CN=ca").Leaf("CN=admin", 1, 2, Judged.Now.AddSeconds(seconds)).Certificate));
}
