using System.Text;
using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Api;

public sealed class LiveClusterListTests
{
    private static string Page(string? next, params string[] names)
    {
        var items = names.Select(name => $$$"""{"metadata":{"name":"{{{name}}}","namespace":"shop"}}""");
        return $$$"""{"kind":"SecretList","apiVersion":"v1","metadata":{"continue":"{{{next}}}"},"items":[{{{string.Join(',', items)}}}]}""";
    }

    private static string Gone(string? next) =>
        $$$"""{"kind":"Status","status":"Failure","reason":"Expired","code":410,"message":"too old","metadata":{"continue":"{{{next}}}"}}""";

    private static async Task<List<KubernetesObject>> ListAsync(LiveCluster cluster, string? selector = null)
    {
        var objects = new List<KubernetesObject>();
        await foreach (var item in cluster.ListAsync(ResourceTypes.Secret, "shop", selector, TestContext.Current.CancellationToken))
        {
            objects.Add(item);
        }

        return objects;
    }

    private static string Names(IEnumerable<KubernetesObject> objects) => string.Join(' ', objects.Select(item => item.Name));

    [Fact]
    public async Task Reads_page_after_page()
    {
        using var api = new FakeApi().Answers(200, Page("p/2=", "a", "b")).Answers(200, Page("p3", "c")).Answers(200, Page(null, "d"));
        using var cluster = MakeCluster.Over(api);

        Assert.Equal("a b c d", Names(await ListAsync(cluster, "app=web,tier!=x")));

        const string First = "GET /api/v1/namespaces/shop/secrets?limit=500&labelSelector=app%3Dweb%2Ctier%21%3Dx";
        Assert.Equal([First, $"{First}&continue=p%2F2%3D", $"{First}&continue=p3"], api.Requests.Select(asked => asked.Line));
    }

    [Fact]
    public async Task Objects_of_a_list_say_what_they_are()
    {
        using var api = new FakeApi().Answers(200, """
            {"kind":"SecretList","apiVersion":"v1","items":[
              { "metadata" : {"name":"a"}, "n": 1.50 },
              {},
              {"kind":"Secret","metadata":{"name":"b"}},
              {"kind":"Secret","apiVersion":"v1","metadata":{"name":"c"}}]}
            """);
        using var cluster = MakeCluster.Over(api);

        var objects = await ListAsync(cluster);

        Assert.Equal(4, objects.Count);
        Assert.All(objects, item => Assert.Equal(("v1", "Secret"), (item.ApiVersion, item.Kind)));
        Assert.Equal("""{"apiVersion":"v1","kind":"Secret", "metadata" : {"name":"a"}, "n": 1.50 }""", objects[0].Json.GetRawText());
        Assert.Equal("""{"apiVersion":"v1","kind":"Secret"}""", objects[1].Json.GetRawText());
    }

    [Theory]
    [InlineData("""{"kind":"SecretList","items":null,"metadata":{}}""")]
    [InlineData("""{"kind":"SecretList","items":[]}""")]
    [InlineData("{}")]
    public async Task A_list_may_be_empty(string page)
    {
        using var api = new FakeApi().Answers(200, page);
        using var cluster = MakeCluster.Over(api);

        Assert.Empty(await ListAsync(cluster));
    }

    [Fact]
    public async Task Goes_on_where_the_server_says_when_the_list_has_become_too_old()
    {
        using var api = new FakeApi().Answers(200, Page("p2", "a", "b")).Answers(410, Gone("later")).Answers(200, Page(null, "b", "c"));
        using var cluster = MakeCluster.Over(api);

        Assert.Equal("a b c", Names(await ListAsync(cluster)));
        Assert.EndsWith("&continue=later", api.Requests[2].Line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Begins_again_without_giving_an_object_twice()
    {
        using var api = new FakeApi()
            .Answers(200, Page("p2", "a", "b")).Answers(410, Gone(null))
            .Answers(200, Page("q2", "a", "ab", "b")).Answers(200, Page(null, "c"));
        using var cluster = MakeCluster.Over(api);

        Assert.Equal("a b ab c", Names(await ListAsync(cluster)));
        Assert.EndsWith("?limit=500", api.Requests[2].Line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Begins_again_once_only()
    {
        using var api = new FakeApi()
            .Answers(200, Page("p2", "a")).Answers(410, Gone(null)).Answers(200, Page("p2", "a")).Answers(410, Gone(null));
        using var cluster = MakeCluster.Over(api);

        var error = await Assert.ThrowsAsync<ApiStatusException>(() => ListAsync(cluster));

        Assert.Equal("Error from server (Expired): too old", error.FirstLine);
    }

    [Fact]
    public async Task A_list_that_does_not_advance_ends()
    {
        using var api = new FakeApi().Answers(200, Page("p2", "a")).Answers(200, Page("p2", "a"));
        using var cluster = MakeCluster.Over(api);

        await Assert.ThrowsAsync<ClusterUnreachableException>(() => ListAsync(cluster));
    }

    [Fact]
    public async Task Gives_only_what_is_wanted()
    {
        using var api = new FakeApi().Answers(200, Page("p2", "a", "b")).Answers(200, Page(null, "c", "a2"));
        using var cluster = MakeCluster.Over(api);
        var names = new List<string>();

        await foreach (var item in cluster.ListAsync(
            ResourceTypes.Secret, null, null, json => json.Text("metadata", "name") is ['a', ..], TestContext.Current.CancellationToken))
        {
            names.Add(item.Name);
        }

        Assert.Equal(["a", "a2"], names);
    }

    [Fact]
    public async Task A_schema_may_be_nested_deeper_than_JSON_usually_is()
    {
        var deep = new StringBuilder().Insert(0, "{\"p\":", 300).Append('1').Append('}', 300);
        using var api = new FakeApi().Answers(200, $$"""{"items":[{"metadata":{"name":"a"},"deep":{{deep}}}]}""");
        using var cluster = MakeCluster.Over(api);

        Assert.Equal(JsonValueKind.Object, Assert.Single(await ListAsync(cluster)).Json.GetProperty("deep").ValueKind);
    }
}
