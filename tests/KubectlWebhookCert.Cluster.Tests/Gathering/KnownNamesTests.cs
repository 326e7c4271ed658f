using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Gathering;

public sealed class KnownNamesTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Names_are_asked_for_without_what_the_objects_hold()
    {
        using var api = new FakeApi().Answers(200, """{"items":[{"metadata":{"name":"web-tls"}},{"metadata":{"name":"other"}}]}""");
        using var cluster = MakeCluster.Over(api);

        Assert.Equal(["web-tls", "other"], await new KnownNames(cluster).SecretsAsync("shop", Cancelled));

        var request = Assert.Single(api.Requests);
        Assert.StartsWith("GET /api/v1/namespaces/shop/secrets?limit=500&labelSelector=", request.Line, StringComparison.Ordinal);
        Assert.Contains("as=PartialObjectMetadataList", request.Headers["Accept"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_is_known_by_its_name_its_webhooks_and_the_Services_it_calls()
    {
        using var api = new FakeApi().Answers(
            200,
            """
            {"items":[
              {"metadata":{"name":"guard"},"webhooks":[
                {"name":"a.example.com","clientConfig":{"service":{"namespace":"web","name":"hook"}}},
                {"name":"b.example.com","clientConfig":{"service":{"namespace":"web","name":"hook"}}},
                {"name":"c.example.com","clientConfig":{"url":"https://hooks.example.com"}}]},
              {"metadata":{"name":"empty"}}]}
            """);
        using var cluster = MakeCluster.Over(api);

        var found = Assert.Single(await new KnownNames(cluster).WebhooksAsync([ResourceTypes.ValidatingWebhookConfiguration], Cancelled));

        Assert.Equal("guard", found.Name);
        Assert.Equal(["a.example.com", "b.example.com", "c.example.com"], found.Webhooks);
        Assert.Equal([new ObjectRef("Service", "web", "hook")], found.Services);
    }

    [Fact]
    public async Task What_is_refused_leaves_the_rest()
    {
        using var api = new FakeApi()
            .Answers(403, """{"kind":"Status","status":"Failure","message":"forbidden","reason":"Forbidden","code":403}""")
            .Answers(403, """{"kind":"Status","status":"Failure","message":"forbidden","reason":"Forbidden","code":403}""");
        using var cluster = MakeCluster.Over(api);

        Assert.Empty(await new KnownNames(cluster).ObjectsAsync(ResourceTypes.Namespace, null, Cancelled));
        Assert.Empty(await new KnownNames(cluster).KeysAsync("web", "trust", Cancelled));
    }
}
