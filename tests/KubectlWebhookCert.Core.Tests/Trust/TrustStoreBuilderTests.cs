using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.Core.Trust;

namespace KubectlWebhookCert.Core.Tests.Trust;

/// <summary>Holders of trust out of what was read.</summary>
public sealed class TrustStoreBuilderTests
{
    private static readonly Issued Ca = Issued.Ca("CN=ca");

    [Fact]
    public void Of_files_every_copy_is_a_holder_and_of_a_cluster_those_that_were_asked_for()
    {
        string[] named = ["openshift-machine-config-operator/kubeconfig-data:ca-bundle.crt", "openshift-multus/kube-root-ca.crt:ca.crt"];

        Assert.Equal([.. named, "web/kube-root-ca.crt:ca.crt"], Names(OpenShiftClusters.ReplacedCa(), OpenShiftClusters.Files));
        Assert.Equal(named, Names(OpenShiftClusters.ReplacedCa(), DiscoveryOptions.None));
        Assert.Equal(["web/kube-root-ca.crt:ca.crt"], Names(OpenShiftClusters.ReplacedCa(), OpenShiftClusters.Files with { Namespace = "web" }));
    }

    [Fact]
    public void Without_a_source_nothing_is_a_copy() => Assert.Empty(
        Names(new FakeCluster(Make.ConfigMap("web", "kube-root-ca.crt", ("ca.crt", Ca.Pem))), OpenShiftClusters.Files));

    [Fact]
    public void Where_one_source_is_not_there_the_other_counts()
    {
        var cluster = new FakeCluster(
            Make.ConfigMap("openshift-kube-apiserver-operator", "loadbalancer-serving-ca", ("ca-bundle.crt", Ca.Pem)),
            Make.ConfigMap("openshift-multus", "kube-root-ca.crt", ("ca.crt", Ca.Pem)));

        var store = Assert.Single(Of(cluster, new Target.ConfigMap("openshift-multus", "kube-root-ca.crt", null), DiscoveryOptions.None));

        Assert.Equal("loadbalancer-serving-ca", store.Source?.Resource.Name);
    }

    [Fact]
    public void A_config_map_is_as_many_holders_as_keys_hold_certificates()
    {
        var cluster = new FakeCluster(Make.ConfigMap("web", "trust", ("a.crt", Ca.Pem), ("b.crt", Ca.Pem + Ca.Pem), ("note", "none"), ("empty", "")));

        Assert.Equal(
            [("a.crt", 1), ("b.crt", 2)],
            Of(cluster, new Target.ConfigMap("web", "trust", null)).Select(store => (store.Field, store.Bundle.Certificates.Count)));
        Assert.Equal(["note"], Of(cluster, new Target.ConfigMap("web", "trust", "note")).Select(store => store.Field));
    }

    [Theory]
    [InlineData("missing", null, "configmaps \"missing\" not found in namespace web")]
    [InlineData("trust", "other", "configmap/trust in namespace web has no key \"other\"")]
    [InlineData("none", null, "configmap/none in namespace web holds no certificate")]
    public void A_config_map_that_is_no_holder_is_refused(string name, string? key, string message)
    {
        var cluster = new FakeCluster(Make.ConfigMap("web", "trust", ("ca.crt", Ca.Pem)), Make.ConfigMap("web", "none", ("note", "none")));

        var exception = Assert.Throws<TargetException>(() => Of(cluster, new Target.ConfigMap("web", name, key)));

        Assert.Equal(message, exception.Message);
        Assert.NotNull(exception.Hint);
    }

    [Fact]
    public void A_config_map_that_may_not_be_read_is_refused_in_the_servers_words() => Assert.Equal(
        "cannot read configmap/trust in namespace web: configmaps is forbidden",
        Assert.Throws<TargetException>(
            () => Of(new FakeCluster().Refusing(ResourceTypes.ConfigMap), new Target.ConfigMap("web", "trust", null))).Message);

    [Theory]
    [InlineData("configmap/source/one", "only.pem")] // the one key that holds certificates
    [InlineData("configmap/source/several", "ca.crt")] // the one that is called after a CA
    [InlineData("configmap/source/several:other.pem", "other.pem")]
    [InlineData("secret/source/secret", "ca.crt")]
    public void The_user_may_name_the_source(string text, string key) => Assert.Equal(key, SourceOf(text)?.Field);

    [Theory]
    [InlineData("configmap/source/missing", "configmaps \"missing\" not found in namespace source")]
    [InlineData("configmap/source/doubtful", "configmap/source/doubtful holds certificates under several keys")]
    [InlineData("configmap/source/one:note", "configmap/source/one:note holds no certificate")]
    public void A_source_that_is_none_is_refused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<TargetException>(() => SourceOf(text)).Message);

    [Fact]
    public void A_kubeconfig_needs_the_newest_of_the_published_cas() => Assert.Equal(
        [OpenShiftClusters.NewCa.Certificate],
        TrustStoreBuilder.KubeconfigSource(
            OpenShiftClusters.ReplacedCa().Gather(new Target.Kubeconfig(null), OpenShiftClusters.Files), OpenShiftClusters.Files)?.Bundle.Certificates);

    [Fact]
    public void A_target_of_trust_has_no_webhooks() =>
        Assert.Empty(Hook.Healthy.Build().Inspect(new Target.ConfigMap("web", "trust", null)).Configurations);

    private static IEnumerable<string> Names(FakeCluster cluster, DiscoveryOptions options) =>
        Of(cluster, new Target.Everything(), options with { ForRules = true })
            .Select(store => $"{store.Resource.Namespace}/{store.Resource.Name}:{store.Field}");

    private static ValueList<TrustStore> Of(FakeCluster cluster, Target target, DiscoveryOptions? options = null) =>
        TrustStoreBuilder.Build(cluster.Gather(target, options), target, options ?? DiscoveryOptions.None);

    private static TrustSource? SourceOf(string text)
    {
        var cluster = new FakeCluster(
            Make.ConfigMap("web", "trust", ("ca.crt", Ca.Pem)),
            Make.ConfigMap("source", "one", ("note", "none"), ("only.pem", Ca.Pem)),
            Make.ConfigMap("source", "several", ("other.pem", Ca.Pem), ("ca.crt", Ca.Pem)),
            Make.ConfigMap("source", "doubtful", ("a.pem", Ca.Pem), ("b.pem", Ca.Pem)),
            Make.Secret("source", "secret", ("tls.crt", Ca.Pem), ("ca.crt", Ca.Pem), ("tls.key", Ca.KeyPem)));
        return Of(cluster, new Target.ConfigMap("web", "trust", null), DiscoveryOptions.None with { CaFrom = CaSource.Parse(text) })[0].Source;
    }
}
