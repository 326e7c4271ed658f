using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Configurations;

/// <summary>No rule about configurations or trust is more than a remark on what the known systems install.</summary>
public sealed class HealthyConfigurationTests
{
    [Fact]
    public void The_known_systems_raise_no_alarm() => Assert.All(
        new[]
        {
            Hook.Healthy.Build(), SparkClusters.Chart12(), SparkClusters.Chart14(), SparkClusters.Chart21(), CertControllerClusters.Kueue(),
            CertControllerClusters.LwsMixedWithKueue(), OtherClusters.Plain(), OtherClusters.CertManagerSelfSigned(), OtherClusters.ServiceCa(),
            OtherClusters.Olm(), OtherClusters.Certgen(),
        },
        cluster => Assert.DoesNotContain(
            Judged.Of(cluster).Result.All,
            finding => finding.Rule.Group is RuleGroup.Configuration or RuleGroup.Trust && finding.Severity > Severity.Info));
}
