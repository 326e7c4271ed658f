using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules;

/// <summary>That what every owner leaves behind, and works, raises no alarm about certificates.</summary>
public sealed class HealthyCertificatesTests
{
    private static readonly RuleGroup[] Groups = [RuleGroup.ServingCertificate, RuleGroup.CaBundle];

    private static readonly Dictionary<string, Func<FakeCluster>> Clusters = new(HealthyClusters.ByOwner, StringComparer.Ordinal)
    {
        ["Kueue and LeaderWorkerSet"] = CertControllerClusters.LwsMixedWithKueue,
        ["plain"] = () => OtherClusters.Plain(),
    };

    public static TheoryData<string> Names => [.. Clusters.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Give_no_alarm(string name) => Assert.DoesNotContain(
        Judged.Of(Clusters[name]()).Result.All,
        finding => finding.Severity > Severity.Info && Groups.Contains(finding.Rule.Group));
}
