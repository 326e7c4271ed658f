using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules;

/// <summary>No false alarm about what is served: where all serve what is stored, where nobody could be asked, and where nobody was.</summary>
public sealed class HealthyServedTests
{
    private static readonly Dictionary<string, Func<FakeCluster>> Clusters = new(HealthyClusters.ByOwner, StringComparer.Ordinal)
    {
        ["two replicas"] = Serving.Replicas(Hook.Healthy).Build,
        ["plain"] = () => OtherClusters.Plain(),
    };

    public static TheoryData<string> Names => [.. Clusters.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_stored_is_served_and_nothing_is_wrong(string name)
    {
        var cluster = Clusters[name]();
        var judged = Serving.Judge(cluster, request => Stored(cluster, request.ServerName));

        Assert.Empty(judged.Alarms);
        Assert.DoesNotContain(judged.Result.All, finding => finding.Rule.Group == RuleGroup.Served);
        Assert.DoesNotContain(judged.Unknowns, unknown => RuleSet.Find(unknown.Code)!.Group == RuleGroup.Served);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Where_nobody_could_be_asked_nothing_is_known_and_nothing_alarms(string name)
    {
        var cluster = Clusters[name]();
        var judged = Serving.Judge(cluster, _ => Serving.Unasked);
        var hasEndpoints = ProbePlan.Of(cluster.Inspect(new Target.Everything())).Count > 0;

        Assert.Empty(judged.Alarms);
        Assert.Equal(hasEndpoints, judged.Unknowns.Any(unknown => unknown.Code == "served-untrusted"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Where_nobody_was_asked_nothing_is_said(string name)
    {
        var judged = Judged.Of(Clusters[name]());

        Assert.DoesNotContain(judged.Codes.Concat(judged.Unknowns.Select(unknown => unknown.Code)), code => RuleSet.Find(code)!.Group == RuleGroup.Served);
    }

    private static ProbeAnswer.Presented Stored(FakeCluster cluster, string serverName)
    {
        var leaf = cluster.Inspect(new Target.Everything()).Configurations
            .SelectMany(configuration => configuration.Webhooks)
            .First(webhook => webhook.Calls.ServerName == serverName)
            .ServingSecret!.Content!.Leaf!;
        X509.Certificate[] chain = [leaf.Certificate, .. leaf.Chain];
        return new ProbeAnswer.Presented(
            [.. chain], [.. chain.Select(certificate => new PresentedCertificate(certificate.Raw))], "TLS 1.3", AsksClientCertificate: false);
    }
}
