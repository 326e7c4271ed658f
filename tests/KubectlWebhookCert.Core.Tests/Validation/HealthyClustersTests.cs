using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Validation;

/// <summary>No false alarm: a healthy webhook of every owner gives no error and no warning.</summary>
public sealed class HealthyClustersTests
{
    private static readonly Dictionary<string, Func<FakeCluster>> Clusters = new()
    {
        ["nobody"] = () => Hook.Healthy.Build(),
        ["cert-manager"] = OtherClusters.CertManagerSelfSigned,
        ["service-ca"] = OtherClusters.ServiceCa,
        ["olm"] = OtherClusters.Olm,
        ["kube-webhook-certgen"] = OtherClusters.Certgen,
        ["cert-controller: Kueue"] = CertControllerClusters.Kueue,
        ["cert-controller: Gatekeeper"] = () => CertControllerClusters.Product("gatekeeper-ca", "gatekeeper", "gatekeeper-webhook-server-cert"),
        ["cert-controller: KEDA"] = () => CertControllerClusters.Product("KEDA", "KEDAORG", "kedaorg-certs"),
        ["cert-controller: MetalLB"] = () => CertControllerClusters.Product("cert", "metallb", "metallb-webhook-cert"),
        ["Spark Operator 1.2"] = SparkClusters.Chart12,
        ["Spark Operator 1.4"] = () => SparkClusters.Chart14(),
        ["Spark Operator 2.2"] = SparkClusters.Chart22,
        ["istio"] = () => OtherClusters.Plain(webhook: "validation.istio.io"),
        ["linkerd"] = () => OtherClusters.Plain(webhook: "linkerd-proxy-injector.linkerd.io"),
        ["vault"] = () => OtherClusters.Plain(webhook: "vault.hashicorp.com"),
        ["rancher"] = () => OtherClusters.Plain(webhook: "rancher.cattle.io.namespaces"),
        ["kyverno"] = () => OtherClusters.Plain(configuration => configuration.Label("webhook.kyverno.io/managed-by", "kyverno")),
        ["this plugin"] = () => OtherClusters.Plain(secret: secret => secret.Label("webhook-cert.io/managed-by", "kubectl-webhook-cert")),
        ["a Helm template"] = () => OtherClusters.Plain(
            configuration => configuration.InRelease("system", "hook"),
            secret => secret.InRelease("system", "hook").WrittenBy("helm", "2026-05-01T10:00:00Z", """{"f:data":{"f:tls.crt":{},"f:tls.key":{} } }""")),
        ["Argo CD that renders neither bundle nor data"] = () => OtherClusters.Plain(
            configuration => configuration
                .Annotate("argocd.argoproj.io/tracking-id", "hook:admissionregistration.k8s.io/ValidatingWebhookConfiguration:system/config")
                .WrittenBy("argocd-controller", "2026-05-01T10:00:00Z", """{"f:webhooks":{"k:{\"name\":\"v.example.com\"}":{".":{},"f:name":{} } } }"""),
            secret => secret.WrittenBy("hook-operator", "2026-05-01T10:00:00Z", """{"f:data":{"f:tls.crt":{},"f:tls.key":{} } }""")),
    };

    public static TheoryData<string> Names => [.. Clusters.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_healthy_webhook_gives_no_error_and_no_warning(string owner)
    {
        var judged = Judged.Of(Clusters[owner]());

        Assert.NotEmpty(judged.Result.Subjects);
        Assert.Empty(judged.Result.All.Where(finding => finding.Severity > Severity.Info).Select(finding => $"{finding.Rule.Code}: {finding.Fault.Message}"));
    }

    // that nothing is found must not come from having looked at nothing
    [Theory]
    [MemberData(nameof(Names))]
    public void And_its_certificate_was_judged(string owner)
    {
        var judged = Judged.Of(Clusters[owner]());

        Assert.Contains(judged.Result.Subjects, subject => subject.Unknowns.All(unknown => !unknown.Codes.Contains("leaf-expired")));
    }
}
