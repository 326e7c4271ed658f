using System.Text.Json;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Api;

public sealed class LiveClusterWriteTests
{
    private const string Stored = """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"web","namespace":"shop","resourceVersion":"8"}}""";
    private const string Manifest =
        """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"web","namespace":"shop","resourceVersion":"7"}, "newField":1.50}""";

    private static readonly WriteOptions Plain = new(false, null);

    private static KubernetesObject Parse(string json) => new(JsonElement.Parse(json));

    [Fact]
    public async Task Creates_with_every_field_as_it_is()
    {
        using var api = new FakeApi().Answers(201, Stored);
        using var cluster = MakeCluster.Over(api);

        var stored = await cluster.CreateAsync(
            ResourceTypes.Secret, Parse(Manifest), new WriteOptions(true, "webhook cert"), TestContext.Current.CancellationToken);

        Assert.Equal("8", stored.ResourceVersion);
        var asked = Assert.Single(api.Requests);
        Assert.Equal("POST /api/v1/namespaces/shop/secrets?dryRun=All&fieldManager=webhook%20cert", asked.Line);
        Assert.Equal(("application/json", Manifest), (asked.ContentType, asked.Body));
    }

    [Fact]
    public async Task Replaces_with_every_field_as_it_is()
    {
        using var api = new FakeApi().Answers(200, Stored);
        using var cluster = MakeCluster.Over(api);

        await cluster.UpdateAsync(
            ResourceTypes.Secret, Parse(Manifest), new WriteOptions(false, "me"), TestContext.Current.CancellationToken);

        var asked = Assert.Single(api.Requests);
        Assert.Equal("PUT /api/v1/namespaces/shop/secrets/web?fieldManager=me", asked.Line);
        Assert.Equal(Manifest, asked.Body);
    }

    public static TheoryData<ObjectPatch, string, string> Patches => new()
    {
        {
            new ObjectPatch.JsonPatch(JsonElement.Parse("""[{"op":"test","path":"/a","value":1}]""")),
            "application/json-patch+json",
            """[{"op":"test","path":"/a","value":1}]"""
        },
        {
            new ObjectPatch.MergePatch(JsonElement.Parse("""{"metadata":{"labels":{"a":null}}}""")),
            "application/merge-patch+json",
            """{"metadata":{"labels":{"a":null}}}"""
        },
    };

    [Theory]
    [MemberData(nameof(Patches), DisableDiscoveryEnumeration = true)]
    public async Task Patches_in_the_words_of_the_patch(ObjectPatch patch, string contentType, string body)
    {
        using var api = new FakeApi().Answers(200, Stored);
        using var cluster = MakeCluster.Over(api);

        await cluster.PatchAsync(
            ResourceTypes.ValidatingWebhookConfiguration, null, "web", patch, new WriteOptions(true, null), TestContext.Current.CancellationToken);

        var asked = Assert.Single(api.Requests);
        Assert.Equal("PATCH /apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/web?dryRun=All", asked.Line);
        Assert.Equal((contentType, body), (asked.ContentType, asked.Body));
    }

    [Fact]
    public async Task Deletes_only_what_it_means()
    {
        using var api = new FakeApi().Answers(200, """{"kind":"Status","status":"Success"}""");
        using var cluster = MakeCluster.Over(api);

        await cluster.DeleteAsync(
            ResourceTypes.Lease, "shop", "lock", new DeletePreconditions("u-1", "7"), new WriteOptions(true, null), TestContext.Current.CancellationToken);

        var asked = Assert.Single(api.Requests);
        Assert.Equal("DELETE /apis/coordination.k8s.io/v1/namespaces/shop/leases/lock", asked.Line);
        Assert.Equal(
            """{"apiVersion":"v1","kind":"DeleteOptions","propagationPolicy":"Background","dryRun":["All"],"preconditions":{"uid":"u-1","resourceVersion":"7"}}""",
            asked.Body);
    }

    [Fact]
    public async Task A_conflict_is_told_as_kubectl_tells_it()
    {
        using var api = new FakeApi().Answers(
            409, """{"kind":"Status","status":"Failure","reason":"Conflict","code":409,"message":"the object has been modified","details":{"name":"web"}}""");
        using var cluster = MakeCluster.Over(api);

        var error = await Assert.ThrowsAsync<ApiStatusException>(
            () => cluster.UpdateAsync(ResourceTypes.Secret, Parse(Manifest), Plain, TestContext.Current.CancellationToken));

        Assert.Equal((409, "Conflict"), (error.Code, error.Reason));
        Assert.Equal("Error from server (Conflict): the object has been modified", error.FirstLine);
    }

    [Fact]
    public async Task Writes_nothing_without_a_namespace()
    {
        using var api = new FakeApi();
        using var cluster = MakeCluster.Over(api);

        await Assert.ThrowsAsync<UsageException>(() => cluster.CreateAsync(
            ResourceTypes.Secret, Parse("""{"metadata":{"name":"web"}}"""), Plain, TestContext.Current.CancellationToken));
        Assert.Empty(api.Requests);
    }
}
