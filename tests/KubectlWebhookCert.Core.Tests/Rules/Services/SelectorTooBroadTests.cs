using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Services;

/// <summary>selector-too-broad: another application answers, which one application in two parts is not.</summary>
public sealed class SelectorTooBroadTests
{
    private const string Code = "selector-too-broad";

    [Fact]
    public void Kueue_behind_the_service_of_leader_worker_set_is_the_first_finding()
    {
        var finding = Judged.Of(CertControllerClusters.LwsMixedWithKueue()).Result.Subjects[0].Findings[0];

        Assert.Equal((Code, Severity.Error), (finding.Rule.Code, finding.Severity));
        Assert.Equal(
            "Service shared/lws-webhook-service selects pods of Deployment shared/kueue-controller-manager, which answer with a certificate for "
            + "kueue-webhook-service.shared.svc, besides those of Deployment shared/lws-controller-manager",
            finding.Fault.Message);
        Assert.Equal(
            "tls: failed to verify certificate: x509: certificate is valid for kueue-webhook-service.shared.svc, not lws-webhook-service.shared.svc",
            finding.Fault.ApiServerText);
        Assert.Contains(
            new Evidence("answers", "Deployment shared/kueue-controller-manager: kueue-controller-manager-5d4f8c7b9-x"), finding.Fault.Evidence);
        Assert.StartsWith(
            "no label tells the pods apart: kubectl patch deployment lws-controller-manager -n shared --type merge -p "
            + "'{\"spec\":{\"template\":{\"metadata\":{\"labels\":{\"app.kubernetes.io/name\":\"lws-controller-manager\"}}}}}'",
            finding.Fault.Fix,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_tell_the_pods_apart_are_the_selector_to_write() => Assert.Equal(
        "kubectl patch service hook -n web --type merge -p '{\"spec\":{\"selector\":{\"app.kubernetes.io/name\":\"hook\"}}}'",
        Judged.Of(Mixed("app.kubernetes.io/name=hook", "app.kubernetes.io/name=other", "other-tls")).Finding(Code).Fault.Fix);

    [Fact]
    public void Another_application_whose_certificate_is_not_known_is_a_warning() => Assert.Equal(
        Severity.Warning, Judged.Of(Mixed("app.kubernetes.io/name=hook", "app.kubernetes.io/name=other", null)).Finding(Code).Severity);

    [Fact]
    public void Another_workload_of_which_nothing_is_known_is_worth_a_word_only() =>
        Assert.Equal(Severity.Info, Judged.Of(Mixed("tier=a", "tier=b", null)).Finding(Code).Severity);

    [Theory]
    [InlineData("app.kubernetes.io/name=hook,app.kubernetes.io/instance=a", "app.kubernetes.io/name=hook,app.kubernetes.io/instance=a", "other-tls")] // blue and green
    [InlineData("app.kubernetes.io/name=hook", "app.kubernetes.io/name=other", "hook-tls")] // one Secret
    [InlineData("tier=a", "tier=b", "hook-tls")]
    public void One_application_is_none(string one, string other, string secret) =>
        Assert.DoesNotContain(Code, Judged.Of(Mixed(one, other, secret)).Codes);

    [Fact]
    public void Two_instances_are_two_applications() => Assert.Equal(
        Severity.Error,
        Judged.Of(Mixed(
            "app.kubernetes.io/name=hook,app.kubernetes.io/instance=a", "app.kubernetes.io/name=hook,app.kubernetes.io/instance=b", "other-tls"))
            .Finding(Code).Severity);

    [Fact]
    public void Pods_that_may_not_be_read_leave_it_open() => Assert.Contains(
        (Code, "the pods behind Service web/hook could not be read"),
        Judged.Of(Hook.Healthy.Build().Refusing(ResourceTypes.Pod)).Unknowns);

    private static Hook Mixed(string labels, string otherLabels, string? secret)
    {
        var stranger = Issued.Ca("CN=other-ca", 2).Leaf("CN=other", 3, 9, null, "other.web.svc");
        var spec = Make.PodSpec();
        return Hook.Healthy with
        {
            Without = ["Pod"],
            Slice = _ => Make.Slice(
                "web", "hook", 9443, null, Make.SliceEndpoint("10.1.0.4", "hook-5d4f8c7b9-y"), Make.SliceEndpoint("10.1.0.9", "other-5d4f8c7b9-x")),
            And =
            [
                Make.Secret("web", "other-tls", ("tls.crt", stranger.Pem), ("tls.key", stranger.KeyPem)),
            ],
            Pods =
            [
                Make.DeploymentPod("web", "hook", $"app=hook,{labels}", Make.PodSpec().Mount("/certs", Make.SecretVolume("hook-tls")), "y"),
                Make.DeploymentPod("web", "other", $"app=hook,{otherLabels}", secret is null ? spec : spec.Mount("/certs", Make.SecretVolume(secret))),
            ],
        };
    }
}
