using System.Net.Sockets;
using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Api;

public sealed class RetryTests
{
    private const string Web = """{"metadata":{"name":"web"}}""";

    private static readonly HttpRequestException Broken = new(HttpRequestError.ResponseEnded);

    private static Task<KubernetesObject> GetAsync(LiveCluster cluster) =>
        cluster.GetAsync(ResourceTypes.Secret, "shop", "web", TestContext.Current.CancellationToken);

    private static Task<KubernetesObject> PatchAsync(LiveCluster cluster) => cluster.PatchAsync(
        ResourceTypes.Secret,
        "shop",
        "web",
        new ObjectPatch.MergePatch(JsonElement.Parse("{}")),
        new WriteOptions(false, null),
        TestContext.Current.CancellationToken);

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Reads_again_from_a_busy_server_waiting_longer_each_time(int code)
    {
        var clock = new ImmediateClock();
        using var api = new FakeApi().Answers(code, "").Answers(code, "").Answers(code, "").Answers(200, Web);
        using var cluster = MakeCluster.Over(api, clock);

        await GetAsync(cluster);

        Assert.Collection(
            clock.Waits,
            first => Assert.InRange(first.TotalMilliseconds, 125, 250),
            second => Assert.InRange(second.TotalMilliseconds, 250, 500),
            third => Assert.InRange(third.TotalMilliseconds, 500, 1000));
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("0", 0)]
    [InlineData("86400", 30)] // nobody waits a day
    public async Task Waits_as_long_as_the_server_asks(string retryAfter, int seconds)
    {
        var clock = new ImmediateClock();
        using var api = new FakeApi().Answers(429, "", retryAfter: retryAfter).Answers(200, Web);
        using var cluster = MakeCluster.Over(api, clock);

        await GetAsync(cluster);

        Assert.Equal(seconds, clock.Waits.Sum(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task Waits_until_the_date_the_server_names()
    {
        var clock = new ImmediateClock();
        using var api = new FakeApi()
            .Answers(503, "", retryAfter: clock.GetUtcNow().AddSeconds(20).ToString("R", System.Globalization.CultureInfo.InvariantCulture))
            .Answers(200, Web);
        using var cluster = MakeCluster.Over(api, clock);

        await GetAsync(cluster);

        Assert.InRange(Assert.Single(clock.Waits).TotalSeconds, 19, 20);
    }

    [Fact]
    public async Task Gives_up_after_four_tries()
    {
        using var api = new FakeApi().Answers(503, "").Answers(503, "").Answers(503, "").Answers(503, "");
        using var cluster = MakeCluster.Over(api, new ImmediateClock());

        var error = await Assert.ThrowsAsync<ApiStatusException>(() => GetAsync(cluster));

        Assert.Equal("Error from server (ServiceUnavailable): the server is currently unable to handle the request", error.FirstLine);
        Assert.Equal(4, api.Requests.Count);
    }

    [Fact]
    public async Task Reads_again_after_the_connection_broke()
    {
        using var api = new FakeApi().Fails(Broken).Fails(new HttpIOException(HttpRequestError.ResponseEnded)).Answers(200, Web);
        using var cluster = MakeCluster.Over(api, new ImmediateClock());

        Assert.Equal("web", (await GetAsync(cluster)).Name);
    }

    [Theory]
    [InlineData(SocketError.ConnectionRefused, "error: the connection to the server kubernetes.example:6443 was refused - did you specify the right host or port?")]
    [InlineData(SocketError.HostUnreachable, "error: unable to connect to the server: dial tcp kubernetes.example:6443: connect: no route to host")]
    [InlineData(SocketError.TimedOut, "error: unable to connect to the server: dial tcp kubernetes.example:6443: i/o timeout")]
    public async Task A_server_that_cannot_be_reached_is_asked_once(SocketError code, string firstLine)
    {
        using var api = new FakeApi().Fails(new HttpRequestException(HttpRequestError.ConnectionError, null, new SocketException((int)code)));
        using var cluster = MakeCluster.Over(api, new ImmediateClock());

        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => GetAsync(cluster));

        Assert.Equal(firstLine, error.FirstLine);
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task A_name_nobody_knows_is_named()
    {
        using var api = new FakeApi().Fails(new HttpRequestException(HttpRequestError.NameResolutionError));
        using var cluster = MakeCluster.Over(api, new ImmediateClock());

        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => GetAsync(cluster));

        Assert.Equal("error: unable to connect to the server: dial tcp: lookup kubernetes.example: no such host", error.FirstLine);
    }

    [Fact]
    public async Task A_connection_nobody_accepts_is_a_timeout()
    {
        using var api = new FakeApi().Fails(new TaskCanceledException(null, new TimeoutException()));
        using var cluster = MakeCluster.Over(api, new ImmediateClock());

        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => GetAsync(cluster));

        Assert.Equal("error: unable to connect to the server: dial tcp kubernetes.example:6443: i/o timeout", error.FirstLine);
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task A_write_is_sent_again_only_where_the_server_did_not_take_it()
    {
        using var api = new FakeApi().Answers(429, "", retryAfter: "1").Answers(200, Web);
        using var cluster = MakeCluster.Over(api, new ImmediateClock());

        Assert.Equal("web", (await PatchAsync(cluster)).Name);
    }

    [Fact]
    public async Task A_write_is_not_sent_again_after_503()
    {
        using var api = new FakeApi().Answers(503, "", retryAfter: "1");
        using var cluster = MakeCluster.Over(api, new ImmediateClock());

        await Assert.ThrowsAsync<ApiStatusException>(() => PatchAsync(cluster));
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task A_write_without_an_answer_is_not_sent_again_and_the_doubt_is_told()
    {
        using var api = new FakeApi().Fails(Broken);
        using var cluster = MakeCluster.Over(api, new ImmediateClock());

        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => PatchAsync(cluster));

        Assert.Equal(
            "error: unable to connect to the server: unexpected EOF; whether the change was made is not known", error.FirstLine);
        Assert.Single(api.Requests);
    }

    [Fact]
    public async Task Cancelling_ends_the_waiting()
    {
        using var stop = new CancellationTokenSource();
        using var api = new FakeApi().Answers(429, "", retryAfter: "30");
        using var cluster = MakeCluster.Over(api);

        var reading = cluster.GetAsync(ResourceTypes.Secret, "shop", "web", stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task The_request_timeout_bounds_all_tries_together()
    {
        using var api = new FakeApi().Answers(429, "", retryAfter: "30");
        using var cluster = new LiveCluster(
            MakeCluster.Config(), MakeCluster.Settings with { RequestTimeout = TimeSpan.FromMilliseconds(50) }, api);

        var error = await Assert.ThrowsAsync<ClusterUnreachableException>(() => GetAsync(cluster));

        Assert.Contains("Client.Timeout exceeded", error.Message, StringComparison.Ordinal);
        Assert.Equal("use a longer --request-timeout", error.Hint);
    }
}
