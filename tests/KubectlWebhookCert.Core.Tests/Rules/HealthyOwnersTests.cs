using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules;

/// <summary>What every owner leaves behind when all is well gives no alarm about Services and Secrets.</summary>
public sealed class HealthyOwnersTests
{
    private static readonly Dictionary<string, Func<FakeCluster>> Clusters = new(HealthyClusters.ByOwner, StringComparer.Ordinal)
    {
        ["Spark Operator 2.1"] = () => SparkClusters.Chart21(),
    };

    public static TheoryData<string> Names => [.. Clusters.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_alarm_about_the_service_or_the_secret(string name) => Assert.DoesNotContain(
        Judged.Of(Clusters[name]()).Result.All,
        finding => finding.Severity > Severity.Info && finding.Rule.Group is RuleGroup.Service or RuleGroup.Secret);
}
