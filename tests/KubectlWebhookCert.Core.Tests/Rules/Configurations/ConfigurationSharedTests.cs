using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Configurations;

/// <summary>configuration-shared: several installations, one cluster-scoped name.</summary>
public sealed class ConfigurationSharedTests
{
    private const string Code = "configuration-shared";

    private static readonly string[] Unnamed = ["-enable-webhook=true"];
    private static readonly string[] Named = [.. Unnamed, "-webhook-config-name=spark-webhook-config"];
    private static readonly string[] Own = [.. Unnamed, "-webhook-config-name=own"];

    [Fact]
    public void Two_spark_releases_of_one_default_name_are_found_beside_the_expired_leaf()
    {
        var judged = Judged.Of(SparkClusters.TwoReleases(Judged.Now.AddDays(-1), Unnamed, Unnamed));

        var finding = judged.Finding(Code);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(
            "mutatingwebhookconfiguration/spark-webhook-config is registered by more than one installation: "
            + "Deployment one/spark-operator, Deployment two/spark-operator",
            finding.Fault.Message);
        Assert.Equal(
            "set fullnameOverride to a name of its own in the values of Helm release two/spark-operator, and upgrade it at the chart version it has (helm list -n two)",
            finding.Fault.Fix);
        Assert.Contains(new Evidence("Deployment one/spark-operator", "no -webhook-config-name, so spark-webhook-config"), finding.Fault.Evidence);
        Assert.Equal("leaf-expired", judged.Codes.First());
    }

    [Fact]
    public void A_name_that_both_are_told_is_shared_too() => Assert.Contains(
        new Evidence("Deployment two/spark-operator", "-webhook-config-name spark-webhook-config"),
        Judged.Of(SparkClusters.TwoReleases(Judged.Now.AddYears(1), Unnamed, Named)).Finding(Code).Fault.Evidence);

    [Fact]
    public void Releases_of_two_names_share_nothing() =>
        Assert.DoesNotContain(Code, Judged.Of(SparkClusters.TwoReleases(Judged.Now.AddYears(1), Own, Named)).Codes);

    [Fact]
    public void A_release_without_a_webhook_shares_nothing() =>
        Assert.DoesNotContain(Code, Judged.Of(SparkClusters.TwoReleases(Judged.Now.AddYears(1), ["-enable-webhook=false"], Unnamed)).Codes);

    [Theory]
    [InlineData("--validating-webhook-configuration=config", true)]
    [InlineData("--webhook-secret-name=config", false)] // a Secret of the same name
    [InlineData("--webhook-name=other", false)]
    public void An_argument_of_any_operator_may_name_the_configuration(string argument, bool isShared)
    {
        var spec = Make.PodSpec(args: [argument]);
        var cluster = Hook.Healthy with
        {
            PodSpec = own => WithArgument(own, argument),
            Deployment = deployment => deployment.Label("app.kubernetes.io/name", "hook"),
            And = [Make.Deployment("other", "hook", "app=hook", spec).Label("app.kubernetes.io/name", "hook")],
        };

        Assert.Equal(isShared, Judged.Of(cluster).Codes.Contains(Code));
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("a", "a", true)]
    [InlineData("a", "b", false)] // an entry for each tenant
    public void Entries_for_one_service_in_two_namespaces_are_of_two_installations(string? first, string? second, bool isShared)
    {
        var cluster = new FakeCluster(
            Make.Validating("config", Entry("one", first), Entry("two", second)), Make.Service("one", "hook", null), Make.Service("two", "hook", null));

        Assert.Equal(isShared, Judged.Of(cluster).Codes.Contains(Code));
    }

    [Theory]
    [InlineData("web", "hook", null)]
    [InlineData("web", "base", Severity.Info)] // as istio-base is with istiod
    [InlineData("other", "hook", Severity.Warning)]
    public void The_configuration_of_another_release_than_the_services(string namespaceName, string release, Severity? expected)
    {
        var judged = Judged.Of(Hook.Healthy with
        {
            Configuration = configuration => configuration.InRelease(namespaceName, release),
            Service = service => service.InRelease("web", "hook"),
        });

        Assert.Equal(expected, judged.Result.All.SingleOrDefault(finding => finding.Rule.Code == Code)?.Severity);
    }

    [Fact]
    public void Without_the_deployments_nobody_can_tell()
    {
        var judged = Judged.Of(SparkClusters.TwoReleases(Judged.Now.AddYears(1), Unnamed, Unnamed)
            .Refusing(ResourceTypes.Deployment, verb: "list"));

        Assert.Contains((Code, "Deployments of all namespaces could not be read"), judged.Unknowns);
    }

    private static JsonObject Entry(string namespaceName, string? tenant)
    {
        var entry = Make.Entry($"{namespaceName}.example.com", $"{namespaceName}/hook");
        entry["namespaceSelector"] = new JsonObject
        {
            ["matchLabels"] = tenant is null ? [] : new JsonObject { ["tenant"] = tenant },
        };
        return entry;
    }

    private static JsonObject WithArgument(JsonObject spec, string argument)
    {
        spec["containers"]![0]!["args"]!.AsArray().Add((JsonNode)argument);
        return spec;
    }
}
