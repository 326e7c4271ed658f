using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Model;

public sealed class InventoryBuilderTests
{
    [Fact]
    public void Both_address_families_and_every_condition_are_read()
    {
        var slice = Make.Slice(
            "system",
            "hook",
            9443,
            null,
            Make.SliceEndpoint("fd00::4", "hook-5d4f8c7b9-x"),
            Make.SliceEndpoint("fd00::5", null, ready: null),
            Make.SliceEndpoint("fd00::6", null, ready: false),
            Make.SliceEndpoint("fd00::7", null, ready: false, serving: true, terminating: true))
            .With(json => json["metadata"]!["name"] = "hook-v6");
        var endpoints = OtherClusters.Plain().And(slice).Inspect("config").Configurations[0].Webhooks[0].Service!.Endpoints;

        Assert.Equal(
            [
                ("10.1.0.4", true, true, false), ("fd00::4", true, true, false), ("fd00::5", true, true, false),
                ("fd00::6", false, false, false), ("fd00::7", false, true, true),
            ],
            endpoints.Select(endpoint => (endpoint.Address, endpoint.Ready, endpoint.Serving, endpoint.Terminating)));
    }

    [Theory]
    [InlineData(443, "web", "web", 9443)]
    [InlineData(443, null, null, 9443)]
    [InlineData(443, "web", "metrics", null)] // the slice has no port of that name
    [InlineData(8443, "web", "web", null)] // the Service has no such port
    public void The_port_is_the_one_of_the_same_name(int called, string? serviceName, string? sliceName, int? expected)
    {
        var cluster = new FakeCluster(
            Make.Validating("config", Make.Entry("v.example.com", "system/hook", port: called)),
            Make.Service("system", "hook", "app=hook", 443, 9443, serviceName),
            Make.Slice("system", "hook", 9443, sliceName, Make.SliceEndpoint("10.1.0.4", null)));

        Assert.Equal(expected, Assert.Single(cluster.Inspect("config").Configurations[0].Webhooks[0].Service!.Endpoints).Port);
    }

    [Fact]
    public void A_missing_service_is_told_from_one_that_may_not_be_read()
    {
        Manifest[] configuration = [Make.Validating("config", Make.Entry("v.example.com", "system/hook"))];
        var missing = new FakeCluster(configuration).Inspect("config");
        var refused = new FakeCluster(configuration).Refusing(ResourceTypes.Service).Refusing(ResourceTypes.EndpointSlice).Inspect("config");

        Assert.Equal(Presence.Missing, missing.Configurations[0].Webhooks[0].Service?.Presence);
        Assert.Equal(Presence.Unknown, refused.Configurations[0].Webhooks[0].Service?.Presence);
        Assert.Equal(Presence.Unknown, refused.Configurations[0].Webhooks[0].Service?.EndpointsPresence);
        Assert.Equal(["services", "endpointslices"], refused.Unreadable.Select(unreadable => unreadable.Type.Plural));
    }

    [Fact]
    public void A_secret_that_may_not_be_read_is_shown_as_such_and_not_searched_for()
    {
        var cluster = OtherClusters.Plain().Refusing(ResourceTypes.Secret);
        var secret = cluster.Inspect("config").Configurations[0].Webhooks[0].ServingSecret;

        Assert.Equal(("hook-tls", Presence.Unknown), (secret?.Ref.Name, secret?.Presence));
        Assert.Equal("mounted by Deployment system/hook at /certs", Assert.Single(secret!.FoundBy));
        Assert.DoesNotContain(new ObjectRequest.Many(ResourceTypes.Secret, "system", null), cluster.Requests);
    }

    [Fact]
    public void A_declared_secret_that_does_not_exist_is_shown_as_missing()
    {
        var cluster = new FakeCluster(
            Make.Validating("config", Make.Entry("v.example.com", "system/hook")),
            Make.Service("system", "hook", "app=hook").Annotate("service.beta.openshift.io/serving-cert-secret-name", "gone"));
        var secret = cluster.Inspect("config").Configurations[0].Webhooks[0].ServingSecret;

        Assert.Equal(("gone", Presence.Missing), (secret?.Ref.Name, secret?.Presence));
    }

    [Fact]
    public void Without_pods_permission_the_search_still_finds_the_secret()
    {
        var inventory = OtherClusters.Plain().Refusing(ResourceTypes.Pod).Refusing(ResourceTypes.Deployment).Inspect("config");
        var webhook = inventory.Configurations[0].Webhooks[0];

        Assert.Equal(["issuer is in the CA bundle", "certificate names hook.system.svc"], webhook.ServingSecret?.FoundBy);
        Assert.Null(webhook.Service!.Endpoints[0].Workload);
        Assert.Equal("Pod system/hook-5d4f8c7b9-x", $"{webhook.Service.Endpoints[0].Pod}");
        Assert.Contains(inventory.Unreadable, unreadable => unreadable.Type == ResourceTypes.Pod);
    }

    [Fact]
    public void Two_secrets_that_fit_equally_are_both_shown()
    {
        var (_, leaf) = OtherClusters.Pair();
        var spec = Make.PodSpec().Mount("/other", Make.SecretVolume("hook-tls-2"));
        var webhook = OtherClusters.Plain()
            .And(
                Make.DeploymentPod("system", "hook", "app=hook", spec, "y"),
                Make.Secret("system", "hook-tls-2", ("tls.crt", leaf.Pem), ("tls.key", leaf.KeyPem)))
            .Inspect("config").Configurations[0].Webhooks[0];

        Assert.Equal(2, webhook.ServingSecrets.Count);
        Assert.Null(webhook.ServingSecret);
        Assert.Equal(OwnerMark.Nobody, webhook.Owner);
    }

    [Theory]
    [InlineData("not base64", "caBundle is not base64")]
    [InlineData("Cg==", "")]
    [InlineData("aGVsbG8=", "")]
    public void A_bundle_that_cannot_be_read_is_a_problem_and_not_empty(string caBundle, string problem)
    {
        var cluster = new FakeCluster(Make.Validating("config", Make.Entry("v.example.com", "system/hook", caBundle)));
        var bundle = cluster.Inspect("config").Configurations[0].Webhooks[0].CaBundle;

        Assert.False(bundle.IsEmpty);
        Assert.Empty(bundle.Certificates);
        Assert.StartsWith(problem, Assert.Single(bundle.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://hooks.example.com:8443/x", "hooks.example.com")]
    [InlineData("https://10.0.0.1/x", "10.0.0.1")]
    [InlineData("https://[fd00::1]:8443/x", "fd00::1")]
    [InlineData("no url", "")]
    public void A_url_is_called_by_its_host(string address, string serverName)
    {
        var cluster = new FakeCluster(Make.Validating("config", Make.EntryByUrl("v.example.com", address)));
        var webhook = cluster.Inspect("config").Configurations[0].Webhooks[0];

        Assert.Equal(new WebhookCall.ByUrl(serverName, address), webhook.Calls);
        Assert.Null(webhook.Service);
        Assert.Equal("Fail", webhook.FailurePolicy); // the default of v1
    }

    [Fact]
    public void Old_manifests_are_read_as_their_version_means()
    {
        var old = Make.Validating("config", Make.EntryByUrl("v.example.com", "https://example.com"))
            .With(json => json["apiVersion"] = "admissionregistration.k8s.io/v1beta1");
        var crd = Make.Crd("a.example.com", "system/hook").With(json =>
        {
            json["apiVersion"] = "apiextensions.k8s.io/v1beta1";
            json["spec"]!["conversion"] = new JsonObject
            {
                ["strategy"] = "Webhook",
                ["webhookClientConfig"] = new JsonObject { ["url"] = "https://example.com/convert" },
            };
        });
        var inventory = new FakeCluster(old, crd).Inspect(new Target.Everything());

        Assert.Equal("Ignore", inventory.Configurations[0].Webhooks[0].FailurePolicy);
        Assert.Equal("https://example.com/convert", inventory.Configurations[1].Webhooks[0].Calls.Address);
    }

    [Fact]
    public void What_may_not_be_read_is_left_out_and_named()
    {
        var inventory = OtherClusters.Plain()
            .Refusing(ResourceTypes.MutatingWebhookConfiguration)
            .Refusing(ResourceTypes.CustomResourceDefinition)
            .Inspect(new Target.Everything());

        Assert.Equal("config", Assert.Single(inventory.Configurations).Resource.Name);
        Assert.Equal(
            ["mutatingwebhookconfigurations", "customresourcedefinitions"],
            inventory.Unreadable.Select(unreadable => unreadable.Type.Plural));
    }

    [Fact]
    public void An_empty_cluster_is_an_empty_graph() => Assert.Empty(new FakeCluster().Inspect(new Target.Everything()).Configurations);
}
