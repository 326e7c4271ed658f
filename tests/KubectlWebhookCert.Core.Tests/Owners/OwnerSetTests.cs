using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using KubectlWebhookCert.Core.Keepers;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Owners;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Owners;

public sealed partial class OwnerSetTests
{
    [Fact]
    public void Every_owner_in_the_folder_is_in_the_list() =>
        Assert.Equal(
            Codes("Owners", "Owner Owner = new("), OwnerSet.All.Select(owner => owner.Code).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_keeper_in_the_folder_is_in_the_list() =>
        Assert.Equal(
            Codes("Keepers", "Keeper Keeper = new("), KeeperSet.All.Select(keeper => keeper.Code).Order(StringComparer.Ordinal));

    [Fact]
    public void Nobody_is_the_owner_without_marks() => Assert.Equal(OwnerMark.Nobody, Owner(OtherClusters.Plain()));

    [Theory]
    [InlineData("kueue-ca", "kueue", "cert-controller (Kueue)")]
    [InlineData("lws-ca", "lws", "cert-controller (LeaderWorkerSet)")]
    [InlineData("gatekeeper-ca", "gatekeeper", "cert-controller (Gatekeeper)")]
    [InlineData("KEDA", "KEDAORG", "cert-controller (KEDA)")]
    [InlineData("cert", "metallb", "cert-controller (MetalLB)")]
    [InlineData("hnc-ca", "hnc", "cert-controller (HNC)")]
    [InlineData("someone-ca", "someone", "cert-controller")]
    [InlineData("cert", "someone", "cert-controller")]
    public void Cert_controller_is_known_by_the_ca_it_makes(string caName, string organization, string expected)
    {
        var owner = Owner(CertControllerClusters.Product(caName, organization, "any"));

        Assert.Equal(("cert-controller", expected), (owner.Code, owner.Name));
        Assert.Contains("keys ca.crt and ca.key in Secret system/any", owner.Evidence);
        Assert.Contains($"CA serial 0 and leaf serial 1 and CA with DNS name {caName}", owner.Evidence);
    }

    [Fact]
    public void Cert_controller_is_known_by_a_secret_that_nobody_has_filled() =>
        Assert.Equal("cert-controller (Kueue)", Owner(CertControllerClusters.Unfilled("kueue-webhook-server-cert")).Name);

    [Fact]
    public void Four_keys_of_another_shape_are_not_cert_controllers()
    {
        var (ca, leaf) = OtherClusters.Pair();
        var cluster = OtherClusters.Plain(secret: _ => Make.Secret(
            "system", "hook-tls", ("ca.crt", ca.Pem), ("ca.key", ca.KeyPem), ("tls.crt", leaf.Pem), ("tls.key", leaf.KeyPem)));

        Assert.Equal(OwnerMark.Nobody, Owner(cluster));
    }

    [Fact]
    public void Certgen_is_known_by_the_names_it_gives()
    {
        var owner = Owner(OtherClusters.Certgen());

        Assert.Equal("kube-webhook-certgen", owner.Code);
        Assert.Equal(["issuer O=nil1 in Secret system/hook-admission", "CA O=nil1 in the CA bundle"], owner.Evidence);
    }

    [Fact]
    public void Certgen_is_known_by_what_it_wrote() => Assert.Equal(
        "kube-webhook-certgen",
        Owner(OtherClusters.Plain(configuration => configuration.WrittenBy(
            "kube-webhook-certgen", "2026-02-01T10:00:00Z", """{"f:webhooks":{"k:{\"name\":\"v.example.com\"}":{"f:clientConfig":{"f:caBundle":{}}}}}"""))).Code);

    [Fact]
    public void A_secret_that_a_release_renders_with_its_data_is_helms()
    {
        var owner = Owner(OtherClusters.Plain(secret: secret => secret.InRelease("system", "hook")));

        Assert.Equal("helm-template", owner.Code);
        Assert.Contains("Secret system/hook-tls is rendered by Helm release system/hook", owner.Evidence);
    }

    [Fact]
    public void A_secret_that_a_release_renders_and_another_fills_is_not_helms() => Assert.Equal(
        OwnerMark.Nobody,
        Owner(OtherClusters.Plain(secret: secret => secret
            .InRelease("system", "hook")
            .WrittenBy("helm", "2026-02-01T10:00:00Z", """{"f:data":{}}""")
            .WrittenBy("operator", "2026-02-01T10:01:00Z", """{"f:data":{"f:tls.crt":{}}}"""))));

    [Fact]
    public void A_chart_rendered_by_argo_cd_is_helms_template_too() => Assert.Equal(
        "helm-template",
        Owner(OtherClusters.Plain(secret: secret => secret
            .Label("helm.sh/chart", "hook-1.0.0")
            .WrittenBy("argocd-controller", "2026-02-01T10:00:00Z", """{"f:data":{}}"""))).Code);

    [Fact]
    public void A_chart_label_on_the_configuration_alone_is_nobodys() =>
        Assert.Equal(OwnerMark.Nobody, Owner(OtherClusters.Plain(configuration => configuration.Label("helm.sh/chart", "hook-1.0.0"))));

    [Fact]
    public void This_plugin_knows_what_it_adopted() => Assert.Equal(
        "kubectl-webhook-cert", Owner(OtherClusters.Plain(secret: secret => secret.Label(PluginMarks.ManagedLabel, PluginMarks.ManagedValue))).Code);

    [Fact]
    public void Cert_manager_is_known_by_the_secret_alone()
    {
        var owner = Owner(OtherClusters.Plain(secret: secret => secret.Annotate("cert-manager.io/certificate-name", "hook")));

        Assert.Equal(("cert-manager", new ObjectRef("Certificate", "system", "hook")), (owner.Code, owner.Source));
    }

    [Theory]
    [InlineData("rev.validation.istio.io", "istio")]
    [InlineData("namespace.sidecar-injector.istio.io", "istio")]
    [InlineData("linkerd-proxy-injector.linkerd.io", "linkerd")]
    [InlineData("vault.hashicorp.com", "vault")]
    [InlineData("rancher.cattle.io.clusters.management.cattle.io", "rancher")]
    [InlineData("not-istio.io", "nobody")]
    [InlineData("vault.hashicorp.com.example", "nobody")]
    public void Products_that_serve_themselves_are_known_by_their_webhooks(string webhook, string code) =>
        Assert.Equal(code, Owner(OtherClusters.Plain(webhook: webhook)).Code);

    [Fact]
    public void Kyverno_is_known_by_its_label() => Assert.Equal(
        "kyverno", Owner(OtherClusters.Plain(configuration => configuration.Label("webhook.kyverno.io/managed-by", "kyverno"))).Code);

    [Fact]
    public void Who_wrote_last_is_part_of_the_evidence() => Assert.Contains(
        "caBundle last written by spark-operator at 2026-02-01T10:01:00Z", Owner(SparkClusters.Chart21(), "spark-operator-webhook").Evidence);

    private static OwnerMark Owner(FakeCluster cluster, string name = "config") => cluster.Inspect(name).Configurations[0].Webhooks[0].Owner;

    private static IEnumerable<string> Codes(string folder, string declaration, [CallerFilePath] string thisFile = "")
    {
        var root = Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "src", "KubectlWebhookCert.Core", folder);
        return Directory.EnumerateFiles(root, "*.cs")
            .Select(File.ReadAllText)
            .Where(text => text.Contains(declaration, StringComparison.Ordinal))
            .Select(text => CodeConstant().Match(text).Groups[1].Value)
            .Order(StringComparer.Ordinal);
    }

    [GeneratedRegex("const string Code = \"([^\"]+)\"")]
    private static partial Regex CodeConstant();
}
