using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.CaBundles;

/// <summary>private-key-exposed: in the bundle, or in a ConfigMap that the pods mount.</summary>
public sealed class PrivateKeyExposedTests
{
    private const string Code = "private-key-exposed";

    [Fact]
    public void A_key_in_the_bundle_is_a_warning_and_is_not_printed()
    {
        var judged = Judged.Of(Hook.Healthy with { Bundle = Hook.Healthy.Ca.Pem + PrivateKeys.Pkcs8(0) });

        Assert.Equal([Code], judged.Alarms);
        var fault = judged.Finding(Code).Fault;
        Assert.Equal(("a private key lies in the CA bundle", "clientConfig.caBundle"), (fault.Message, fault.Field));
        Assert.Equal("kubectl webhook-cert rotate validatingwebhookconfiguration/config --ca", fault.Fix);
        Assert.Empty(fault.Evidence);
    }

    [Theory]
    [InlineData(true, "hook-config", true)]
    [InlineData(true, "not-mounted", false)]
    [InlineData(false, "hook-config", false)]
    public void A_key_in_a_config_map_that_the_pods_mount_is_one(bool isKey, string name, bool isFound)
    {
        var cluster = (Hook.Healthy with
        {
            PodSpec = spec => spec.Mount("/config", new JsonObject { ["configMap"] = new JsonObject { ["name"] = "hook-config" } }),
        }).Build();
        var config = Make.Object(
            ResourceTypes.ConfigMap,
            "web",
            name,
            new JsonObject { ["data"] = new JsonObject { ["file"] = isKey ? PrivateKeys.Pkcs1(1) : Hook.Healthy.Ca.Pem } });

        var read = cluster.Gather(new Target.Everything(), DiscoveryOptions.None);
        var judged = Judged.Of(new ClusterSnapshot(read.Objects.Append(config.Build()), []));

        string[] expected = isFound ? ["a private key lies in file of ConfigMap web/hook-config, which the serving pods mount"] : [];
        Assert.Equal(expected, judged.Result.All.Select(finding => finding.Fault.Message));
    }

    [Fact]
    public void Certificates_are_no_secret() => Assert.Empty(Judged.Of(Hook.Healthy).Codes);
}
