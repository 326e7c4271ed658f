using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Secrets;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules;

/// <summary>The incidents that only what is served explains: the root cause first, what follows from it below.</summary>
public sealed class ServedIncidentsTests
{
    [Fact]
    public void S3_one_replica_read_its_secret_at_start_and_the_other_reloads()
    {
        var judged = Serving.Judge(
            Serving.Replicas(Hook.Healthy), Serving.Presents(Serving.Expired(Hook.Healthy)), Serving.Presents(Hook.Healthy.StoredLeaf));

        Assert.Equal("pod-serves-old-certificate[served-untrusted replicas-disagree]", Serving.Tree(judged));
        Assert.Equal(["served-untrusted"], judged.Result.All.Where(finding => finding.IsReported).Select(finding => finding.Rule.Code));
    }

    [Fact]
    public void S3_is_told_where_the_pods_are_nobodys()
    {
        var hook = Serving.Replicas(Hook.Healthy);
        var bare = hook with
        {
            Without = ["Pod", "Deployment"],
            Pods = [.. hook.Pods.Select(pod => pod.With(json => json["metadata"]!.AsObject().Remove("ownerReferences")))],
        };

        Assert.Equal(
            "pod-serves-old-certificate[served-untrusted replicas-disagree]",
            Serving.Tree(Serving.Judge(bare, Serving.Presents(Serving.Expired(Hook.Healthy)), Serving.Presents(Hook.Healthy.StoredLeaf))));
    }

    [Fact]
    public void S4_the_pods_of_another_controller_answer()
    {
        var cluster = CertControllerClusters.LwsMixedWithKueue();
        var judged = Serving.Judge(cluster, request => Stored(cluster, request.Pod!.Name.StartsWith("kueue", StringComparison.Ordinal) ? "kueue" : "lws"));

        Assert.Equal("selector-too-broad[served-untrusted served-wrong-name]", Serving.Tree(judged));
        Assert.Equal(["selector-too-broad"], judged.Result.All.Where(finding => finding.IsReported).Select(finding => finding.Rule.Code));
        Assert.Contains(
            judged.Finding("selector-too-broad").Fault.Evidence,
            line => line.Name == "serves" && line.Value.EndsWith("for kueue-webhook-service.shared.svc", StringComparison.Ordinal));
    }

    [Fact]
    public void S4_is_told_where_nobody_knows_what_the_other_one_serves_from()
    {
        var stranger = Issued.Ca("CN=other-ca", 2).Leaf("CN=other", 3, 9, null, "other.web.svc");
        var hook = Hook.Healthy with
        {
            Slice = _ => Make.Slice(
                "web", "hook", 9443, null, Make.SliceEndpoint("10.1.0.4", Serving.First), Make.SliceEndpoint("10.1.0.9", "other-5d4f8c7b9-x")),
            Pods = [Make.DeploymentPod("web", "other", "app=hook,tier=b", Make.PodSpec())],
        };
        var judged = Serving.Judge(
            hook.Build(), request => Serving.Presents(request.Pod!.Name == Serving.First ? Hook.Healthy.StoredLeaf : stranger));

        Assert.Equal("selector-too-broad[served-untrusted served-wrong-name]", Serving.Tree(judged));
        Assert.Equal(Severity.Error, judged.Finding("selector-too-broad").Severity);
    }

    [Fact]
    public void Where_all_pods_of_two_workloads_serve_what_is_taken_the_selector_is_right()
    {
        var hook = Hook.Healthy with
        {
            Slice = _ => Make.Slice(
                "web", "hook", 9443, null, Make.SliceEndpoint("10.1.0.4", Serving.First), Make.SliceEndpoint("10.1.0.9", "other-5d4f8c7b9-x")),
            Pods = [Make.DeploymentPod("web", "other", "app=hook,tier=b", Make.PodSpec())],
        };

        Assert.DoesNotContain("selector-too-broad", Serving.Judge(hook.Build(), _ => Serving.Presents(Hook.Healthy.StoredLeaf)).Codes);
    }

    private static ProbeAnswer.Presented Stored(FakeCluster cluster, string product)
    {
        var secret = cluster.Inspect(new Target.Everything()).Configurations[0].Webhooks[0].ServingSecret!.Resource!;
        var all = cluster.Gather(new Target.Everything(), DiscoveryOptions.None with { ForRules = true });
        var leaf = SecretContentReader.Read(
            all.Find(ResourceTypes.Secret, secret.Namespace, $"{product}-webhook-server-cert")!).Leaf!.Certificate;
        return new ProbeAnswer.Presented([leaf], [new PresentedCertificate(leaf.Raw)], "TLS 1.3", false);
    }
}
