using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.Core.Trust;

namespace KubectlWebhookCert.Core.Tests.Trust;

/// <summary>What is read for holders of trust: of a cluster a few objects by name, of one that is no OpenShift none.</summary>
public sealed class TrustDiscoveryTests
{
    private static readonly DiscoveryOptions ForRules = DiscoveryOptions.None with { ForRules = true };

    [Fact]
    public void Of_openshift_four_config_maps_are_asked_for_by_name()
    {
        var cluster = OpenShiftClusters.ReplacedCa();
        cluster.Gather(new Target.Everything(), ForRules);

        Assert.Equal(
            [
                "openshift-config-managed/kube-apiserver-server-ca", "openshift-kube-apiserver-operator/loadbalancer-serving-ca",
                "openshift-multus/kube-root-ca.crt", "openshift-machine-config-operator/kubeconfig-data",
            ],
            OfConfigMaps(cluster).Cast<ObjectRequest.One>().Select(one => $"{one.Namespace}/{one.Name}"));
    }

    [Fact]
    public void Of_another_cluster_none_is_asked_for()
    {
        var cluster = Hook.Healthy.Build();
        cluster.Gather(new Target.Everything(), ForRules);

        Assert.Empty(OfConfigMaps(cluster));
    }

    [Fact]
    public void To_inspect_none_is_asked_for()
    {
        var cluster = OpenShiftClusters.ReplacedCa();
        cluster.Gather(new Target.Everything());

        Assert.Empty(OfConfigMaps(cluster));
    }

    [Theory]
    [InlineData("openshift-multus", null, true)]
    [InlineData("web", null, false)]
    [InlineData(null, "a=b", false)]
    public void What_the_user_narrows_is_narrow_here_too(string? namespaceName, string? selector, bool isAsked)
    {
        var cluster = OpenShiftClusters.ReplacedCa().And(
            Make.Validating("config", Make.Entry("v.example.com", "openshift-multus/hook"), Make.Entry("w.example.com", "web/hook")).Label("a", "b"));
        cluster.Gather(new Target.Everything(), new DiscoveryOptions(namespaceName, selector, null) { ForRules = true });

        Assert.Equal(isAsked, OfConfigMaps(cluster).Any());
    }

    [Fact]
    public void Of_files_every_config_map_is_looked_at()
    {
        var cluster = Hook.Healthy.Build();
        cluster.Gather(new Target.Everything(), ForRules with { FromFiles = true });

        Assert.Equal([new ObjectRequest.Many(ResourceTypes.ConfigMap, null, null)], OfConfigMaps(cluster));
    }

    [Theory]
    [InlineData("web", "kube-root-ca.crt", true)]
    [InlineData("openshift-machine-config-operator", "kubeconfig-data", true)]
    [InlineData("web", "kubeconfig-data", false)]
    [InlineData("web", "unrelated", false)]
    public void Of_a_list_only_what_a_known_system_keeps_is_wanted(string namespaceName, string name, bool isWanted) => Assert.Equal(
        isWanted,
        Discovery.IsWanted(new ObjectRequest.Many(ResourceTypes.ConfigMap, null, null), Make.ConfigMap(namespaceName, name).Build().Json));

    [Fact]
    public void A_config_map_is_read_with_the_source_that_the_user_names()
    {
        var cluster = Hook.Healthy.Build();
        cluster.Gather(new Target.ConfigMap("web", "kube-root-ca.crt", null), DiscoveryOptions.None with { CaFrom = CaSource.Parse("secret/web/hook-tls") });

        Assert.Equal(
            [new ObjectRequest.One(ResourceTypes.ConfigMap, "web", "kube-root-ca.crt"), new ObjectRequest.One(ResourceTypes.Secret, "web", "hook-tls")],
            cluster.Requests);
    }

    [Fact]
    public void A_kubeconfig_asks_the_cluster_for_nothing_unless_the_user_names_a_source() =>
        Assert.Empty(Discovery.Next(new ClusterSnapshot([], []), new Target.Kubeconfig(null), ForRules));

    private static IEnumerable<ObjectRequest> OfConfigMaps(FakeCluster cluster) => cluster.Requests.Where(
        request => request is ObjectRequest.One { Type.Kind: "ConfigMap" } or ObjectRequest.Many { Type.Kind: "ConfigMap" });
}
