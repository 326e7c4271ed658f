using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Api;

public sealed class StatusAnswerTests
{
    private static Task<KubernetesObject> GetAsync(LiveCluster cluster) =>
        cluster.GetAsync(ResourceTypes.Secret, "shop", "web", TestContext.Current.CancellationToken);

    [Theory]
    [InlineData(404, """{"kind":"Status","reason":"NotFound","code":404,"message":"secrets \"web\" not found","details":{"name":"web","kind":"secrets"}}""", false, "Error from server (NotFound): secrets \"web\" not found")]
    [InlineData(404, """{"kind":"Status","reason":"NotFound","code":404,"message":"the server could not find the requested resource","details":{}}""", true, "Error from server (NotFound): the server could not find the requested resource")]
    [InlineData(404, "404 page not found\n", true, "Error from server (NotFound): the server could not find the requested resource")]
    [InlineData(403, """{"kind":"Status","reason":"Forbidden","code":403,"message":"secrets \"web\" is forbidden: User \"jane\" cannot get resource \"secrets\"","details":{"name":"web"}}""", false, "Error from server (Forbidden): secrets \"web\" is forbidden: User \"jane\" cannot get resource \"secrets\"")]
    [InlineData(500, """{"kind":"Status","status":"Failure","code":500,"message":"boom"}""", false, "Error from server (InternalError): boom")]
    [InlineData(502, "bad gateway", false, "Error from server (InternalError): an error on the server has prevented the request from succeeding")]
    [InlineData(418, "", false, "Error from server: the server responded with the status code 418 but did not return more information")]
    [InlineData(200, """{"kind":"Status","status":"Failure","reason":"Gone","code":410,"message":"gone"}""", false, "Error from server (Gone): gone")]
    public async Task Refusals_are_told_as_kubectl_tells_them(int code, string body, bool typeNotServed, string firstLine)
    {
        using var api = new FakeApi().Answers(code, body, body.StartsWith('{') ? "application/json" : "text/plain");
        using var cluster = MakeCluster.Over(api);

        var error = await Assert.ThrowsAsync<ApiStatusException>(() => GetAsync(cluster));

        Assert.Equal(firstLine, error.FirstLine);
        Assert.Equal(typeNotServed, error.TypeNotServed);
    }

    [Theory]
    [InlineData(200, "text/html", "<!doctype html><title>Log in</title>", "HTML")]
    [InlineData(503, "text/html", "<html>busy", "HTML", 4)]
    [InlineData(200, "application/json", "\n <html>", "HTML")]
    [InlineData(302, "text/plain", "", "a redirect")]
    [InlineData(200, "text/plain", "ok", "something that is not JSON")]
    [InlineData(200, "application/json", "{\"a\":", "something that is not JSON")]
    [InlineData(200, "application/json", "", "nothing")]
    [InlineData(200, "application/json", "[]", "JSON that is no object")]
    [InlineData(200, "application/json", """{"kind":"\ud800"}""", "JSON whose text is broken")]
    public async Task What_no_Kubernetes_API_says_is_named(int code, string mediaType, string body, string what, int times = 1)
    {
        using var api = new FakeApi();
        for (var time = 0; time < times; time++)
        {
            api.Answers(code, body, mediaType);
        }

        using var cluster = MakeCluster.Over(api, new ImmediateClock());

        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => GetAsync(cluster));

        Assert.Equal($"error: the server at kubernetes.example:6443 answered with {what}, not with the Kubernetes API", error.FirstLine);
        Assert.NotNull(error.Hint);
    }

    [Fact]
    public async Task Refused_credentials_are_renewed_once()
    {
        using var api = new FakeApi().Answers(401, "").Answers(200, """{"metadata":{"name":"web"}}""");
        var config = MakeCluster.Config(new Credential("old", null, null, null), new Credential("new", null, null, null));
        using var cluster = new LiveCluster(config, MakeCluster.Settings, api);

        await GetAsync(cluster);

        Assert.Equal(["Bearer old", "Bearer new"], api.Requests.Select(asked => asked.Headers["Authorization"]));
    }

    [Theory]
    [InlineData(1, 1)] // nothing to renew: not asked again
    [InlineData(2, 2)]
    [InlineData(3, 2)] // renewed once, whatever more there is
    public async Task Credentials_refused_again_are_told_as_kubectl_tells_it(int credentials, int requests)
    {
        const string Refusal = """{"kind":"Status","status":"Failure","reason":"Unauthorized","code":401,"message":"Unauthorized"}""";
        using var api = new FakeApi().Answers(401, Refusal).Answers(401, Refusal);
        var config = MakeCluster.Config([.. Enumerable.Range(0, credentials).Select(n => new Credential($"t{n}", null, null, null))]);
        using var cluster = new LiveCluster(config, MakeCluster.Settings, api);

        var error = await Assert.ThrowsAsync<ApiStatusException>(() => GetAsync(cluster));

        Assert.Equal("error: You must be logged in to the server (Unauthorized)", error.FirstLine);
        Assert.Equal(requests, api.Requests.Count);
    }
}
