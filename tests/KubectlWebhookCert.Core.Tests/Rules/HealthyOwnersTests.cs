using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules;

/// <summary>What every owner leaves behind when all is well gives no alarm about Services and Secrets.</summary>
public sealed class HealthyOwnersTests
{
    private static readonly Dictionary<string, Func<FakeCluster>> Clusters = new()
    {
        ["nobody"] = () => Hook.Healthy.Build(),
        ["Spark Operator 1.2"] = SparkClusters.Chart12,
        ["Spark Operator 1.4"] = () => SparkClusters.Chart14(),
        ["Spark Operator 2.1"] = () => SparkClusters.Chart21(),
        ["Kueue"] = CertControllerClusters.Kueue,
        ["cert-controller"] = () => CertControllerClusters.Product("gatekeeper-ca", "gatekeeper", "gatekeeper-webhook-server-cert"),
        ["cert-manager"] = OtherClusters.CertManagerSelfSigned,
        ["service-ca"] = OtherClusters.ServiceCa,
        ["OLM"] = OtherClusters.Olm,
        ["kube-webhook-certgen"] = OtherClusters.Certgen,
    };

    public static TheoryData<string> Names => [.. Clusters.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_alarm_about_the_service_or_the_secret(string name) => Assert.DoesNotContain(
        Judged.Of(Clusters[name]()).Result.All,
        finding => finding.Severity > Severity.Info && finding.Rule.Group is RuleGroup.Service or RuleGroup.Secret);
}
