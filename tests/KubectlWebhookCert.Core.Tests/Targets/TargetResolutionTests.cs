using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Targets;

public sealed class TargetResolutionTests
{
    private const string SeeAll = "to see every webhook of the cluster: kubectl webhook-cert inspect";

    [Fact]
    public void A_webhook_name_selects_its_entry_alone()
    {
        var inventory = SparkClusters.Chart21().Inspect("mutate--v1-pod.sparkoperator.k8s.io");

        Assert.Equal("mutate--v1-pod.sparkoperator.k8s.io", Assert.Single(Assert.Single(inventory.Configurations).Webhooks).Name);
    }

    [Fact]
    public void Configurations_of_one_name_are_shown_together()
    {
        var inventory = OtherClusters.Plain().And(Make.Mutating("config", Make.Entry("m.example.com", "other/hook"))).Inspect("config");

        Assert.Equal(
            ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"],
            inventory.Configurations.Select(configuration => configuration.Type.Kind));
    }

    [Fact]
    public void One_webhook_name_in_configurations_that_call_one_service_is_no_question()
    {
        var inventory = OtherClusters.Plain().And(Make.Mutating("second", Make.Entry("v.example.com", "system/hook"))).Inspect("v.example.com");

        Assert.Equal(2, inventory.Configurations.Count);
    }

    [Fact]
    public void One_webhook_name_for_different_services_must_be_told_apart()
    {
        var cluster = OtherClusters.Plain().And(Make.Mutating("second", Make.Entry("v.example.com", "other/hook")));
        var exception = Assert.Throws<TargetException>(() => cluster.Inspect("v.example.com"));

        Assert.Equal("webhook \"v.example.com\" is in 2 configurations that call different services", exception.Message);
        Assert.Equal("name one of them: validatingwebhookconfiguration/config, mutatingwebhookconfiguration/second", exception.Hint);
    }

    [Fact]
    public void A_service_selects_what_goes_through_it()
    {
        var cluster = OtherClusters.Plain()
            .And(Make.Mutating("second", Make.Entry("a.example.com", "other/hook"), Make.Entry("b.example.com", "system/hook")));
        var inventory = cluster.Inspect(new Target.ThroughService("system", "hook"));

        Assert.Equal(
            ["v.example.com", "b.example.com"],
            inventory.Configurations.SelectMany(configuration => configuration.Webhooks).Select(webhook => webhook.Name));
    }

    [Fact]
    public void A_secret_selects_what_is_served_with_it()
    {
        var cluster = OtherClusters.Plain().And(
            Make.Mutating("second", Make.Entry("a.example.com", "system/other")),
            Make.Service("system", "other", "app=other"));

        Assert.Equal("config", Assert.Single(cluster.Inspect(new Target.ThroughSecret("system", "hook-tls")).Configurations).Resource.Name);
        Assert.Equal(
            "no webhook is served with secret system/nothing",
            Assert.Throws<TargetException>(() => cluster.Inspect(new Target.ThroughSecret("system", "nothing"))).Message);
    }

    [Theory]
    [InlineData("confg", "no webhook configuration and no webhook is called \"confg\"", "did you mean config?")]
    [InlineData("v.exmple.com", "no webhook configuration and no webhook is called \"v.exmple.com\"", "did you mean v.example.com?")]
    [InlineData("qqqqqq", "no webhook configuration and no webhook is called \"qqqqqq\"", SeeAll)]
    [InlineData("plain.example.com", "customresourcedefinition/plain.example.com has no conversion webhook", SeeAll)]
    [InlineData("v1.apps", "apiservice/v1.apps is served by the API server itself and calls no service", SeeAll)]
    [InlineData("empty", "mutatingwebhookconfiguration/empty has no webhooks", SeeAll)]
    public void A_name_that_is_no_webhook_says_why(string name, string message, string hint)
    {
        var cluster = OtherClusters.Plain().And(Make.PlainCrd("plain.example.com"), Make.ApiService("v1", "apps", null), Make.Mutating("empty"));
        var exception = Assert.Throws<TargetException>(() => cluster.Inspect(name));

        Assert.Equal((message, hint), (exception.Message, exception.Hint));
    }

    [Fact]
    public void A_typed_name_that_is_not_there_says_what_resembles_it()
    {
        var exception = Assert.Throws<TargetException>(
            () => OtherClusters.Plain().Inspect(new Target.OfType(ResourceTypes.ValidatingWebhookConfiguration, "confg")));

        Assert.Equal("validatingwebhookconfigurations.admissionregistration.k8s.io \"confg\" not found", exception.Message);
        Assert.Equal("did you mean validatingwebhookconfiguration/config?", exception.Hint);
    }

    [Fact]
    public void A_typed_crd_without_webhook_says_so() => Assert.Equal(
        "customresourcedefinition/plain.example.com has no conversion webhook",
        Assert.Throws<TargetException>(() => new FakeCluster(Make.PlainCrd("plain.example.com"))
            .Inspect(new Target.OfType(ResourceTypes.CustomResourceDefinition, "plain.example.com"))).Message);

    [Fact]
    public void A_service_that_nothing_goes_through_says_what_resembles_it()
    {
        var exception = Assert.Throws<TargetException>(() => OtherClusters.Plain().Inspect(new Target.ThroughService("system", "hok")));

        Assert.Equal("no webhook goes through service system/hok", exception.Message);
        Assert.Equal("did you mean service/hook in namespace system?", exception.Hint);
    }

    [Fact]
    public void A_typed_target_that_may_not_be_read_is_an_error()
    {
        var exception = Assert.Throws<TargetException>(() => OtherClusters.Plain()
            .Refusing(ResourceTypes.ValidatingWebhookConfiguration)
            .Inspect(new Target.OfType(ResourceTypes.ValidatingWebhookConfiguration, "config")));

        Assert.Equal(
            "cannot read validatingwebhookconfiguration/config: validatingwebhookconfigurations.admissionregistration.k8s.io is forbidden", exception.Message);
    }

    [Fact]
    public void A_name_not_found_says_where_it_could_not_look() => Assert.Equal(
        "no webhook configuration and no webhook is called \"x\" (could not look in mutatingwebhookconfigurations.admissionregistration.k8s.io)",
        Assert.Throws<TargetException>(() => OtherClusters.Plain().Refusing(ResourceTypes.MutatingWebhookConfiguration).Inspect("x")).Message);

    [Fact]
    public void Who_may_get_a_configuration_and_not_list_them_finds_it_by_name() => Assert.Equal(
        "config",
        Assert.Single(OtherClusters.Plain()
            .Refusing(ResourceTypes.ValidatingWebhookConfiguration, verb: "list")
            .Inspect("config").Configurations).Resource.Name);

    [Fact]
    public void Without_any_permission_there_is_nothing_to_show()
    {
        var cluster = OtherClusters.Plain();
        foreach (var type in ResourceTypes.WebhookConfigurations)
        {
            cluster.Refusing(type);
        }

        var exception = Assert.Throws<TargetException>(() => cluster.Inspect(new Target.Everything()));

        Assert.StartsWith("cannot read any kind of webhook configuration: ", exception.Message, StringComparison.Ordinal);
    }
}
