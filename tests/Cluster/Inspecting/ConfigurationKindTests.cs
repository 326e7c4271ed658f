using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>That each of the four kinds of configuration is found and shown with everything behind it.</summary>
public sealed class ConfigurationKindTests(SharedCluster shared) : InspectTest(shared)
{
    private const string Validating = "ValidatingWebhookConfiguration";
    private const string Mutating = "MutatingWebhookConfiguration";
    private const string Definition = "CustomResourceDefinition";
    private const string ApiService = "APIService";

    [Theory]
    [InlineData(Validating, "vwc")]
    [InlineData(Validating, "validatingwebhookconfigurations")]
    [InlineData(Validating, "validatingwebhookconfigurations.admissionregistration.k8s.io")]
    [InlineData(Mutating, "mwc")]
    [InlineData(Mutating, "MutatingWebhookConfiguration")]
    [InlineData(Definition, "crd")]
    [InlineData(ApiService, "apiservice")]
    public async Task It_is_shown_with_everything_behind_it(string kind, string type)
    {
        var stage = await SoundAsync();
        var name = await ConfigurationAsync(kind, stage);

        var document = await DocumentAsync($"{type}/{name}");

        Assert.Equal("kubectl-webhook-cert/v1", Json.Text(document, "apiVersion"));
        Assert.Equal("Inspection", Json.Text(document, "kind"));
        Assert.Equal(kind, Json.Text(document, "items.0.kind"));
        Assert.Equal(name, Json.Text(document, "items.0.name"));
        Assert.Equal("nobody", Json.Text(document, "items.0.owner.code"));
        Assert.Empty(Json.Texts(document, "items.0.keptBy"));
        Assert.All(
            Assert.IsType<JsonArray>(document["unreadable"]), each => Assert.Equal("NotServed", Json.Text(each, "reason")));
        var webhook = Only(document);
        Assert.Equal("complete", Json.Text(webhook, "state"));
        Assert.Equal(stage.Service.ServerName, Json.Text(webhook, "calls.serverName"));
        Assert.Equal(stage.Namespace, Json.Text(webhook, "calls.service.namespace"));
        Assert.Equal("hook", Json.Text(webhook, "calls.service.name"));
        Assert.Equal("443", Json.Text(webhook, "calls.service.port"));
        Assert.StartsWith($"https://{stage.Service.ServerName}", Json.Text(webhook, "calls.address"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Validating)]
    [InlineData(Mutating)]
    [InlineData(Definition)]
    [InlineData(ApiService)]
    public async Task Service_endpoints_and_Secret_are_found(string kind)
    {
        var stage = await SoundAsync();
        var name = await ConfigurationAsync(kind, stage);

        var webhook = await OnlyWebhookAsync(name);

        Assert.Equal("found", Json.Text(webhook, "service.presence"));
        Assert.Equal("found", Json.Text(webhook, "service.endpointsPresence"));
        Assert.Equal(2, Json.Count(webhook, "service.endpoints"));
        var endpoint = Json.At(webhook, "service.endpoints.0");
        Assert.Equal(Stage.Address, Json.Text(endpoint, "address"));
        Assert.Equal("9443", Json.Text(endpoint, "port"));
        Assert.Equal("true", Json.Text(endpoint, "ready"));
        Assert.Equal(Stage.Pod, Json.Text(endpoint, "pod.name"));
        Assert.Equal("Deployment", Json.Text(endpoint, "workload.kind"));
        Assert.Equal("hook", Json.Text(endpoint, "workload.name"));
        Assert.Equal("false", Json.Text(webhook, "service.endpoints.1.ready"));
        Assert.Equal(1, Json.Count(webhook, "servingSecrets"));
        var secret = Json.At(webhook, "servingSecrets.0");
        Assert.Equal(stage.Namespace, Json.Text(secret, "namespace"));
        Assert.Equal(stage.Secret, Json.Text(secret, "name"));
        Assert.Equal("kubernetes.io/tls", Json.Text(secret, "type"));
        Assert.Equal("tls.crt", Json.Text(secret, "leaf.certificateKey"));
        Assert.Equal("tls.key", Json.Text(secret, "leaf.privateKeyKey"));
        Assert.Contains("mount", Json.Text(secret, "foundBy.0"), StringComparison.Ordinal);
        Assert.Contains("issuer is in the CA bundle", Json.Texts(secret, "foundBy"));
        Assert.Contains($"certificate names {stage.Service.ServerName}", Json.Texts(secret, "foundBy"));
    }

    [Fact]
    public async Task A_Secret_that_nothing_names_is_found_by_its_certificate()
    {
        var stage = await Stages.WithoutPodsAsync(IssueAsync, Cancelled);
        var name = await ValidatingAsync(stage);

        var webhook = await OnlyWebhookAsync(name);

        Assert.Equal("complete", Json.Text(webhook, "state"));
        Assert.Equal(stage.Secret, Json.Text(webhook, "servingSecrets.0.name"));
        Assert.Contains("issuer is in the CA bundle", Json.Texts(webhook, "servingSecrets.0.foundBy"));
    }

    [Fact]
    public async Task A_named_owner_is_recognised()
    {
        var stage = await SoundAsync();
        var name = await ValidatingAsync(stage);
        await Cluster.Admin.MergeAsync(
            $"/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/{name}",
            $$"""{"metadata":{"annotations":{"cert-manager.io/inject-ca-from":"{{stage.Namespace}}/hook"} } }""",
            Cancelled);

        var result = await InspectAsync(name, "-o", "json");
        var webhook = Only(Plugin.Document(result));

        Assert.Equal("cert-manager", Json.Text(webhook, "owner.code"));
        Assert.Equal("Certificate", Json.Text(webhook, "owner.source.kind"));
        Assert.Equal("complete", Json.Text(webhook, "state")); // without cert-manager's API the pod's Secret is what counts
        Assert.Equal("", result.Error); // that a server has no cert-manager is nothing to warn of
    }

    [Fact]
    public async Task The_endpoints_of_a_server_before_1_21_come_from_its_Endpoints()
    {
        var current = await Cluster.Admin.SendAsync(HttpMethod.Get, "/apis/discovery.k8s.io/v1", null, Cancelled);
        Assert.SkipWhen(current.IsSuccess, "the server has discovery.k8s.io/v1");
        var stage = await SoundAsync();
        await Make.EndpointSliceAsync(stage.Service, Stage.PodPort, [("stale", "10.66.66.66")], Cancelled); // v1beta1: not for us
        var name = await ValidatingAsync(stage);

        var result = await InspectAsync(name, "-o", "json");
        var webhook = Only(Plugin.Document(result));

        Assert.Equal("found", Json.Text(webhook, "service.endpointsPresence"));
        Assert.Equal(Stage.Address, Json.Text(webhook, "service.endpoints.0.address"));
        Assert.Equal(2, Json.Count(webhook, "service.endpoints"));
        Assert.Equal("", result.Error);
    }

    private async Task<string> ConfigurationAsync(string kind, Stage stage) => kind switch
    {
        Validating => await Make.ValidatingAsync([Entry(stage)], Cancelled),
        Mutating => await Make.MutatingAsync([Entry(stage)], Cancelled),
        Definition => (await Make.DefinitionAsync(stage.Service, stage.Serving.AuthorityPem, Cancelled)).Configuration,
        _ => (await Make.ApiServiceAsync(stage.Service, stage.Serving.AuthorityPem, Cancelled)).Configuration,
    };
}
