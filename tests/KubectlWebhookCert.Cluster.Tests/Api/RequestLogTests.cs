using System.Text.Json;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Api;

public sealed class RequestLogTests
{
    private static async Task<string> LogOfAsync(int verbosity, Func<LiveCluster, Task> act, string answer, Credential? credential = null)
    {
        using var log = new StringWriter();
        using var api = new FakeApi().Answers(200, answer);
        using var cluster = new LiveCluster(
            MakeCluster.Config(credential ?? new Credential("t0k3n", null, null, null)),
            MakeCluster.Settings with { Verbosity = verbosity, Log = log, Clock = new ImmediateClock() },
            api);
        await act(cluster);
        return log.ToString();
    }

    private static Task GetSecretAsync(LiveCluster cluster) =>
        cluster.GetAsync(ResourceTypes.Secret, "shop", "web", TestContext.Current.CancellationToken);

    private static Task GetConfigMapAsync(LiveCluster cluster) =>
        cluster.GetAsync(ResourceTypes.ConfigMap, "shop", "web", TestContext.Current.CancellationToken);

    [Theory]
    [InlineData(5, "")]
    [InlineData(6, "GET https://kubernetes.example:6443/api/v1/namespaces/shop/configmaps/web 200 OK in ")]
    public async Task Shows_each_request_from_level_six(int verbosity, string beginning)
    {
        var log = await LogOfAsync(verbosity, GetConfigMapAsync, "{}");

        Assert.StartsWith(beginning, log, StringComparison.Ordinal);
        Assert.Equal(beginning.Length == 0, log.Length == 0);
        Assert.DoesNotContain("Headers", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("t0k3n", null, null, "    Authorization: Bearer <masked>\n")]
    [InlineData(null, "jane", "pa55", "    Authorization: Basic <masked>\n")]
    public async Task Shows_headers_from_level_seven_without_credentials(string? token, string? user, string? password, string shown)
    {
        var log = await LogOfAsync(7, GetConfigMapAsync, "{}", new Credential(token, user, password, null));

        Assert.Contains(shown, log, StringComparison.Ordinal);
        Assert.Contains("    Accept: application/json\n", log, StringComparison.Ordinal);
        Assert.DoesNotContain("t0k3n", log, StringComparison.Ordinal);
        Assert.DoesNotContain("amFuZTpwYTU1", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Body", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, true)]
    [InlineData(9, false)]
    public async Task Shows_bodies_cut_short_at_level_eight_and_whole_at_nine(int verbosity, bool cut)
    {
        var log = await LogOfAsync(verbosity, GetConfigMapAsync, $$$"""{"data":{"a":"{{{new string('x', 2000)}}}END"}}""");

        Assert.Equal(!cut, log.Contains("END", StringComparison.Ordinal));
        Assert.Equal(cut, log.Contains("[truncated 996 chars]", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"kind":"Secret","data":{"tls.key":"S3CR3T"}}""")]
    [InlineData("""{"kind":"Secret","stringData":{"tls.key":"S3CR3T"}}""")]
    [InlineData("""{"kind":"Secret","data":"S3CR3T"}""")]
    [InlineData("""{"kind":"Secret","data":["S3CR3T"]}""")]
    [InlineData("""{"kind":"Secret","data":{"a":{"b":"S3CR3T"}}}""")]
    [InlineData("""{"kind":"SecretList","items":[{"data":{"tls.key":"S3CR3T"}}]}""")]
    [InlineData("""{"kind":"List","items":[{"kind":"Secret","data":{"tls.key":"S3CR3T"}}]}""")]
    [InlineData("""{"kind":"Secret","metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"S3CR3T"}}}""")]
    [InlineData("""{"kind":"TokenRequest","status":{"token":"S3CR3T"}}""")]
    [InlineData("""{"anything":"t0k3n S3CR3T -----BEGIN PRIVATE KEY-----"}""")]
    [InlineData("""{"kind":"Secret","data":{"a":"\ud800 S3CR3T"}}""")]
    public async Task No_body_shows_a_secret(string body)
    {
        var log = await LogOfAsync(9, GetConfigMapAsync, body);

        Assert.Contains("Response Body: ", log, StringComparison.Ordinal);
        Assert.Contains("<masked>", log[log.IndexOf("Response Body", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.DoesNotContain("S3CR3T", log, StringComparison.Ordinal);
        Assert.DoesNotContain("t0k3n", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_private_key_in_base64_is_recognised_at_every_offset(int offset)
    {
        var pem = new string('x', offset) + "-----BEGIN RSA PRIVATE KEY-----\nS3CR3T";
        var body = $$$"""{"kind":"ConfigMap","binaryData":{"k":"{{{Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(pem))}}}"}}""";

        var log = await LogOfAsync(9, GetConfigMapAsync, body);

        Assert.Contains("\"k\":\"<masked>\"", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_keys_of_a_secret_stay_to_be_seen()
    {
        var log = await LogOfAsync(9, GetSecretAsync, """{"kind":"Secret","metadata":{"name":"web"},"data":{"tls.key":"S3CR3T","tls.crt":""},"type":"Opaque"}""");

        Assert.Contains(
            """Response Body: {"kind":"Secret","metadata":{"name":"web"},"data":{"tls.key":"<masked>","tls.crt":"<masked>"},"type":"Opaque"}""",
            log,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_patch_of_a_secret_shows_no_value()
    {
        var patch = new ObjectPatch.JsonPatch(JsonElement.Parse("""[{"op":"replace","path":"/data/tls.key","value":"S3CR3T"}]"""));

        var log = await LogOfAsync(
            9,
            cluster => cluster.PatchAsync(
                ResourceTypes.Secret, "shop", "web", patch, new WriteOptions(false, null), TestContext.Current.CancellationToken),
            "{}");

        Assert.Contains("""Request Body: [{"op":"replace","path":"/data/tls.key","value":"<masked>"}]""", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_an_answer_about_secrets_is_not_shown()
    {
        var log = await LogOfAsync(
            9, cluster => Assert.ThrowsAsync<ClusterUnreachableException>(() => GetSecretAsync(cluster)), """{"data":{"tls.key":"S3CR3T""");

        Assert.DoesNotContain("S3CR3T", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_secret_is_shown_as_it_is()
    {
        const string Body = """{"kind":"ConfigMap","data":{"a":"<b> é 1.50"},"n":1.50}""";

        Assert.Contains($"Response Body: {Body}\n", await LogOfAsync(9, GetConfigMapAsync, Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_fails_is_shown_too()
    {
        using var log = new StringWriter();
        using var api = new FakeApi().Fails(new HttpRequestException(HttpRequestError.NameResolutionError));
        using var cluster = new LiveCluster(MakeCluster.Config(), MakeCluster.Settings with { Verbosity = 6, Log = log }, api);

        await Assert.ThrowsAsync<ClusterUnreachableException>(() => GetConfigMapAsync(cluster));

        Assert.StartsWith("GET https://kubernetes.example:6443/api/v1/namespaces/shop/configmaps/web failed in ", log.ToString(), StringComparison.Ordinal);
    }
}
