using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Served;

/// <summary>replicas-disagree: pods of one application serve different leaves.</summary>
public sealed class ReplicasDisagreeTests
{
    private const string Code = "replicas-disagree";

    private static readonly Hook Two = Serving.Replicas(Hook.Healthy, "2026-05-01T10:00:00Z");
    private static readonly Issued Stored = Hook.Healthy.StoredLeaf;

    [Fact]
    public void One_that_is_refused_makes_calls_fail_now_and_then()
    {
        var finding = Serving.Judge(Two, Serving.Presents(Serving.Expired(Hook.Healthy)), Serving.Presents(Stored)).Finding(Code);

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal(
            "2 replicas of Deployment web/hook serve 2 different certificates, and the API server refuses 1 of 2", finding.Fault.Message);
        Assert.Contains(
            finding.Fault.Evidence, line => line.Name == "refused" && line.Value.EndsWith(" by pod hook-5d4f8c7b9-x", StringComparison.Ordinal));
        Assert.Contains(
            finding.Fault.Evidence, line => line.Name == "served" && line.Value.EndsWith(" by pod hook-5d4f8c7b9-y", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_one_serves_what_is_stored_and_both_are_taken_it_is_a_warning() => Assert.Equal(
        Severity.Warning, Serving.Judge(Two, Serving.Presents(Serving.Other(Hook.Healthy)), Serving.Presents(Stored)).Finding(Code).Severity);

    [Fact]
    public void A_renewal_that_is_on_its_way_is_worth_a_word_only() => Assert.Equal(
        Severity.Info,
        Serving.Judge(
            Serving.Replicas(Hook.Healthy, "2026-06-01T11:59:00Z"), Serving.Presents(Serving.Other(Hook.Healthy)), Serving.Presents(Stored)).Finding(Code).Severity);

    [Fact]
    public void Replicas_that_each_make_their_own_are_worth_a_word_only()
    {
        var judged = Serving.Judge(
            Two with { Without = ["Pod", "Secret"] },
            Serving.Presents(Serving.Other(Hook.Healthy)),
            Serving.Presents(Hook.Healthy.Ca.Leaf("CN=hook", 4, 7, null, Hook.ServerName)));

        Assert.Equal(Severity.Info, judged.Finding(Code).Severity);
    }

    [Fact]
    public void Replicas_that_serve_the_same_agree() =>
        Assert.DoesNotContain(Code, Serving.Judge(Two, Serving.Presents(Stored), Serving.Presents(Stored)).Codes);

    [Fact]
    public void One_that_does_not_answer_does_not_disagree() =>
        Assert.DoesNotContain(Code, Serving.Judge(Two, Serving.Presents(Stored), new ProbeAnswer.Unreachable("connection refused")).Codes);

    [Fact]
    public void Spark_operator_1_4_in_two_replicas_is_the_root_cause()
    {
        var cluster = TwoOf(SparkClusters.Chart14(secret: secret => secret.WrittenBy("spark-operator", "2026-05-30T10:00:00Z", """{"f:data":{} }""")));
        var leaf = cluster.Inspect(new Core.Targets.Target.Everything()).Configurations[0].Webhooks[0].ServingSecret!.Content!.Leaf!.Certificate;
        var stored = new ProbeAnswer.Presented([leaf], [new PresentedCertificate(leaf.Raw)], "TLS 1.3", false);

        var judged = Serving.Judge(cluster, request => request.Address == "10.1.0.5" ? Serving.Presents(OwnLeaf(2)) : stored);

        Assert.StartsWith("replicas-disagree[served-untrusted", Serving.Tree(judged), StringComparison.Ordinal);
        Assert.Contains(judged.Finding(Code).Fault.Evidence, line => line.Value.Contains("makes CA and certificate in memory", StringComparison.Ordinal));
        Assert.Equal("kubectl scale deployment/spark-operator -n default --replicas 1", judged.Finding(Code).Fault.Fix);
    }

    [Fact]
    public void An_emptied_secret_is_why_each_replica_has_made_its_own()
    {
        var judged = Serving.Judge(
            TwoOf(SparkClusters.Chart14(emptied: true)),
            request => Serving.Presents(OwnLeaf(request.Address == "10.1.0.5" ? 2 : 4)));

        Assert.StartsWith("secret-emptied[replicas-disagree[served-untrusted", Serving.Tree(judged), StringComparison.Ordinal);
    }

    private static FakeCluster TwoOf(FakeCluster cluster) => cluster
        .And(Make.DeploymentPod(
            "default", "spark-operator", "app.kubernetes.io/name=spark-operator,app.kubernetes.io/instance=spark-operator", Make.PodSpec(8080, "webhook"), "y"))
        .And(Make.Slice("default", "spark-operator-webhook-svc", 8080, "webhook", Make.SliceEndpoint("10.1.0.5", "spark-operator-5d4f8c7b9-y"))
            .With(json => json["metadata"]!["name"] = "second"));

    private static Issued OwnLeaf(int key) => Issued.Ca("CN=spark-operator-webhook-svc.default.svc", key)
        .Leaf("CN=spark-operator-webhook-svc.default.svc", key + 1, 6, null, "spark-operator-webhook-svc.default.svc");
}
