using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Api;

public sealed class LiveClusterReadTests
{
    private const string Web = """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"web","namespace":"shop"},"newField":1.50}""";

    [Fact]
    public async Task Reads_an_object_as_it_is()
    {
        using var api = new FakeApi().Answers(200, Web);
        using var cluster = MakeCluster.Over(api);

        var secret = await cluster.GetAsync(ResourceTypes.Secret, "shop", "web", TestContext.Current.CancellationToken);

        Assert.Equal(Web, secret.Json.GetRawText());
        Assert.Equal("GET /api/v1/namespaces/shop/secrets/web", Assert.Single(api.Requests).Line);
    }

    [Fact]
    public async Task Asks_below_the_path_of_the_server()
    {
        using var api = new FakeApi().Answers(200, Web);
        var config = MakeCluster.Config() with { Server = new Uri("https://rancher.example/k8s/clusters/c-1/") };
        using var cluster = new LiveCluster(config, MakeCluster.Settings, api);

        await cluster.GetAsync(ResourceTypes.ApiService, null, "v1.example.com", TestContext.Current.CancellationToken);

        Assert.Equal(
            "GET /k8s/clusters/c-1/apis/apiregistration.k8s.io/v1/apiservices/v1.example.com", Assert.Single(api.Requests).Line);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("a/b")]
    [InlineData("%2e%2e")]
    public async Task Sends_no_name_that_would_be_another_path(string name)
    {
        using var api = new FakeApi();
        using var cluster = MakeCluster.Over(api);

        var error = await Assert.ThrowsAsync<UsageException>(
            () => cluster.GetAsync(ResourceTypes.Secret, "shop", name, TestContext.Current.CancellationToken));

        Assert.Contains($"invalid resource name \"{name}\"", error.Message, StringComparison.Ordinal);
        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task Wants_a_namespace_where_there_must_be_one()
    {
        using var api = new FakeApi();
        using var cluster = MakeCluster.Over(api);

        await Assert.ThrowsAsync<UsageException>(
            () => cluster.GetAsync(ResourceTypes.Secret, null, "web", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Asks_what_the_user_may_do()
    {
        using var api = new FakeApi().Answers(201, """{"kind":"SelfSubjectAccessReview","status":{"allowed":true,"reason":"RBAC: allowed"}}""");
        using var cluster = MakeCluster.Over(api);

        var answer = await cluster.MayIAsync(
            new AccessQuestion("create", ResourceTypes.Pod, "shop", "web-1", "portforward"), TestContext.Current.CancellationToken);

        Assert.Equal(new AccessAnswer(true, "RBAC: allowed"), answer);
        var asked = Assert.Single(api.Requests);
        Assert.Equal("POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews", asked.Line);
        Assert.Equal(
            """{"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview","spec":{"resourceAttributes":{"namespace":"shop","verb":"create","version":"v1","resource":"pods","subresource":"portforward","name":"web-1"}}}""",
            asked.Body);
    }

    [Fact]
    public async Task A_review_without_a_verdict_is_a_no()
    {
        using var api = new FakeApi().Answers(201, """{"kind":"SelfSubjectAccessReview","status":{"evaluationError":"no such role"}}""");
        using var cluster = MakeCluster.Over(api);

        var answer = await cluster.MayIAsync(new AccessQuestion("get", ResourceTypes.Secret), TestContext.Current.CancellationToken);

        Assert.Equal(new AccessAnswer(false, "no such role"), answer);
    }

    [Fact]
    public async Task Reads_the_version()
    {
        using var api = new FakeApi().Answers(200, """{"major":"1","gitVersion":"v1.31.2+k3s1","goVersion":"go1.22.8"}""");
        using var cluster = MakeCluster.Over(api);

        Assert.Equal(
            new ServerVersion("v1.31.2+k3s1", "go1.22.8"), await cluster.GetVersionAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("ftp://kubernetes.example", null)]
    [InlineData("https://kubernetes.example", "gopher://proxy.example")]
    public void Refuses_addresses_it_cannot_speak_to(string server, string? proxy)
    {
        var config = MakeCluster.Config() with { Server = new Uri(server), ProxyUrl = proxy is null ? null : new Uri(proxy) };

        Assert.Throws<UsageException>(() => new LiveCluster(config, MakeCluster.Settings));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not PEM")]
    [InlineData("-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n")]
    [InlineData("-----BEGIN PUBLIC KEY-----\naGVsbG8=\n-----END PUBLIC KEY-----\n")]
    public void Refuses_a_certificate_authority_without_a_certificate(string pem)
    {
        var config = MakeCluster.Config() with { CertificateAuthority = System.Text.Encoding.UTF8.GetBytes(pem + " ") };

        var error = Assert.Throws<UsageException>(() => new LiveCluster(config, MakeCluster.Settings));

        Assert.StartsWith("unable to load root certificates", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_who_asks_and_as_whom()
    {
        using var api = new FakeApi().Answers(200, Web);
        var config = MakeCluster.Config(new Credential("t0k3n", null, null, null)) with
        {
            Impersonate = new Impersonation(
                "jane", "42", ["dev", "ops"], [new("example.com/scope", "a"), new("Reason", "why not")]),
        };
        using var cluster = new LiveCluster(config, MakeCluster.Settings, api);

        await cluster.GetAsync(ResourceTypes.Secret, "shop", "web", TestContext.Current.CancellationToken);

        var headers = Assert.Single(api.Requests).Headers;
        Assert.Equal("application/json", headers["Accept"]);
        Assert.StartsWith("kubectl-webhook_cert/1.2.3 (", headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal("Bearer t0k3n", headers["Authorization"]);
        Assert.Equal("jane", headers["Impersonate-User"]);
        Assert.Equal("42", headers["Impersonate-Uid"]);
        Assert.Equal("dev\u001fops", headers["Impersonate-Group"]); // two fields on the wire
        Assert.Equal("a", headers["Impersonate-Extra-example.com%2Fscope"]);
        Assert.Equal("why not", headers["Impersonate-Extra-Reason"]);
    }

    [Fact]
    public async Task Sends_a_password_as_basic_authentication()
    {
        using var api = new FakeApi().Answers(200, Web);
        using var cluster = new LiveCluster(
            MakeCluster.Config(new Credential(null, "jane", "pass:wörd", null)), MakeCluster.Settings, api);

        await cluster.GetAsync(ResourceTypes.Secret, "shop", "web", TestContext.Current.CancellationToken);

        Assert.Equal("Basic amFuZTpwYXNzOnfDtnJk", Assert.Single(api.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task A_token_with_a_line_break_smuggles_no_header_and_is_not_shown()
    {
        using var api = new FakeApi();
        using var cluster = new LiveCluster(
            MakeCluster.Config(new Credential("abc\r\nImpersonate-User: root", null, null, null)), MakeCluster.Settings, api);

        var error = await Assert.ThrowsAsync<UsageException>(
            () => cluster.GetAsync(ResourceTypes.Secret, "shop", "web", TestContext.Current.CancellationToken));

        Assert.DoesNotContain("abc", error.Message, StringComparison.Ordinal);
    }
}
