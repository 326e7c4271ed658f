using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Served;

/// <summary>pod-serves-old-certificate: the Secret has changed since the pod was started, and the pod serves something else.</summary>
public sealed class PodServesOldCertificateTests
{
    private const string Code = "pod-serves-old-certificate";

    private static readonly Hook Renewed = Serving.Replicas(Hook.Healthy);
    private static readonly Issued Stored = Hook.Healthy.StoredLeaf;

    [Fact]
    public void A_pod_that_serves_what_its_secret_held_before_is_a_warning_while_that_is_valid()
    {
        var finding = Serving.Judge(Renewed, Serving.Presents(Serving.Other(Hook.Healthy)), Serving.Presents(Stored)).Finding(Code);

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("pod hook-5d4f8c7b9-x serves an old certificate, and Secret web/hook-tls holds a newer one", finding.Fault.Message);
        Assert.Equal("Pod web/hook-5d4f8c7b9-x", finding.Fault.Where?.ToString());
        Assert.Equal("kubectl rollout restart deployment/hook -n web", finding.Fault.Fix);
        Assert.Contains(new Evidence("served by", "10.1.0.4:9443 (pod hook-5d4f8c7b9-x)"), finding.Fault.Evidence);
        Assert.Contains(new Evidence("mount", "container webhook, volume at /certs"), finding.Fault.Evidence);
        Assert.Contains(new Evidence("written", "data last written by helm at 2026-05-30T10:00:00Z"), finding.Fault.Evidence);
        Assert.Contains(new Evidence("pod started", "hook-5d4f8c7b9-x 2026-05-01T10:00:00Z"), finding.Fault.Evidence);
    }

    [Fact]
    public void It_is_an_error_where_what_it_serves_is_refused()
    {
        var finding = Serving.Judge(Renewed, Serving.Presents(Serving.Expired(Hook.Healthy)), Serving.Presents(Stored)).Finding(Code);

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Contains("an old certificate, expired on 2026-05-31T12:00:00Z, and", finding.Fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_every_pod_serves_as_it_is_stored_is_right() =>
        Assert.DoesNotContain(Code, Serving.Judge(Renewed, Serving.Presents(Stored), Serving.Presents(Stored)).Codes);

    [Theory]
    [InlineData("2026-06-01T11:58:30Z", Severity.Info)]
    [InlineData("2026-06-01T11:57:30Z", Severity.Warning)]
    public void A_kubelet_has_two_minutes_to_bring_it(string written, Severity expected)
    {
        var finding = Serving.Judge(
            Serving.Replicas(Hook.Healthy, written), Serving.Presents(Serving.Other(Hook.Healthy)), Serving.Presents(Stored)).Finding(Code);

        Assert.Equal(expected, finding.Severity);
        Assert.Equal(
            expected == Severity.Info, finding.Fault.Message.EndsWith(": kubelets take up to about 90 s", StringComparison.Ordinal));
    }

    [Fact]
    public void By_sub_path_it_never_comes_and_that_is_the_cause()
    {
        var judged = Serving.Judge(
            Serving.Replicas(Hook.Healthy, "2026-06-01T11:59:30Z", subPath: "tls.crt"), Serving.Presents(Serving.Expired(Hook.Healthy)), Serving.Presents(Stored));

        Assert.StartsWith("secret-mounted-subpath[pod-serves-old-certificate[", Serving.Tree(judged), StringComparison.Ordinal);
        Assert.EndsWith(
            "holds a newer one: mounted by subPath it is copied only when the container starts",
            judged.Finding(Code).Fault.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_has_not_changed_since_the_pod_was_started_does_not_hold_a_newer_one() => Assert.DoesNotContain(
        Code,
        Serving.Judge(Serving.Replicas(Hook.Healthy, "2026-05-01T10:00:00Z"), Serving.Presents(Serving.Other(Hook.Healthy)), Serving.Presents(Stored)).Codes);

    [Fact]
    public void What_has_nothing_in_common_with_the_stored_one_was_never_in_the_secret()
    {
        var proxy = Issued.Ca("CN=egress proxy").Leaf("CN=proxy", 3, 9, Judged.Now.AddYears(1), "proxy.example.com");

        var judged = Serving.Judge(Renewed, Serving.Presents(proxy), Serving.Presents(Stored));

        Assert.DoesNotContain(Code, judged.Codes);
        Assert.Equal(
            "see where pod hook-5d4f8c7b9-x has its certificate from, or what answers in between (a proxy, a mesh): "
            + "kubectl webhook-cert inspect validatingwebhookconfiguration/config",
            judged.Finding("served-wrong-name").Fault.Fix);
    }

    [Fact]
    public void A_restart_is_no_remedy_where_what_is_stored_is_refused() => Assert.Equal(
        "kubectl webhook-cert rotate validatingwebhookconfiguration/config --restart always",
        Serving.Judge(
            Renewed with { Leaf = Serving.Expired(Hook.Healthy) }, Serving.Presents(Stored), Serving.Presents(Stored)).Finding(Code).Fault.Fix);

    [Fact]
    public void A_pod_that_is_not_ready_is_nobodys_matter() => Assert.DoesNotContain(
        Code,
        Serving.Judge(
            Serving.Replicas(Hook.Healthy, secondIsReady: false), Serving.Presents(Stored), Serving.Presents(Serving.Expired(Hook.Healthy))).Codes);

    [Fact]
    public void A_pod_that_could_not_be_asked_leaves_it_open() => Assert.Contains(
        (Code, "1 of 2 endpoints of Service web/hook could not be asked: no permission to create pods/portforward in namespace web"),
        Serving.Judge(Renewed, Serving.Presents(Stored), Serving.Unasked).Unknowns);
}
