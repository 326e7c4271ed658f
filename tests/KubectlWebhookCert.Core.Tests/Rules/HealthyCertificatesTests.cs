using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules;

/// <summary>That what every owner leaves behind, and works, raises no alarm about certificates.</summary>
public sealed class HealthyCertificatesTests
{
    private static readonly RuleGroup[] Groups = [RuleGroup.ServingCertificate, RuleGroup.CaBundle];

    private static readonly Dictionary<string, Func<FakeCluster>> Clusters = new(StringComparer.Ordinal)
    {
        ["nobody's"] = Hook.Healthy.Build,
        ["Spark Operator 1.2"] = SparkClusters.Chart12,
        ["Spark Operator 1.4"] = () => SparkClusters.Chart14(),
        ["Kueue"] = CertControllerClusters.Kueue,
        ["Kueue and LeaderWorkerSet"] = CertControllerClusters.LwsMixedWithKueue,
        ["cert-controller"] = () => CertControllerClusters.Product("gatekeeper-ca", "gatekeeper", "gatekeeper-webhook-server-cert"),
        ["cert-manager, self-signed"] = OtherClusters.CertManagerSelfSigned,
        ["service-ca"] = OtherClusters.ServiceCa,
        ["OLM"] = OtherClusters.Olm,
        ["kube-webhook-certgen"] = OtherClusters.Certgen,
        ["plain"] = () => OtherClusters.Plain(),
    };

    public static TheoryData<string> Names => [.. Clusters.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Give_no_alarm(string name) => Assert.DoesNotContain(
        Judged.Of(Clusters[name]()).Result.All,
        finding => finding.Severity > Severity.Info && Groups.Contains(finding.Rule.Group));
}
