using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>That the proxy gives faults exactly where they are asked for, before a real API server.</summary>
public sealed class FaultProxyTests(SharedCluster shared) : ClusterTest(shared)
{
    private const string Change = """{"data":{"key":"changed"}}""";

    private FaultProxy? proxy;
    private ApiClient? client;
    private string home = "";

    private FaultProxy Proxy => proxy ?? throw new InvalidOperationException("the test has not begun");

    private ApiClient Client => client ?? throw new InvalidOperationException("the test has not begun");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var control = Own("the proxy has a client certificate of the administrator");
        proxy = new FaultProxy(control);
        client = ApiClient.WithCertificate(proxy.Server, proxy.Authority, control.Pki.Users.IssueClient("never-asked-for"));
        var name = await Make.NamespaceAsync(Cancelled);
        home = $"/api/v1/namespaces/{name}/configmaps";
        foreach (var map in (string[])["one", "two"])
        {
            await Cluster.Admin.CreateAsync(home, Manifest.ConfigMap(map), Cancelled);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        client?.Dispose();
        if (proxy is not null)
        {
            await proxy.DisposeAsync();
        }
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Requests_pass_and_writes_are_listed()
    {
        var listed = await Client.GetAsync(home, Cancelled);
        await Client.MergeAsync($"{home}/one", Change, Cancelled);
        await Client.MergeAsync($"{home}/one?dryRun=All&fieldManager=me", Change, Cancelled);
        await Client.CreateAsync(home, Manifest.ConfigMap("three"), Cancelled);
        await Client.DeleteAsync($"{home}/two", Cancelled);
        await Client.SendAsync(
            HttpMethod.Delete, $"{home}/one", """{"kind":"DeleteOptions","apiVersion":"v1","dryRun":["All"]}""", Cancelled);

        Assert.Equal(2, listed["items"]?.AsArray().Count);
        Assert.Equal("changed", await KeyOfAsync("one"));
        ProxiedWrite[] expected =
        [
            new(1, "PATCH", $"{home}/one", "", false),
            new(2, "PATCH", $"{home}/one", "dryRun=All&fieldManager=me", true),
            new(3, "POST", home, "", false),
            new(4, "DELETE", $"{home}/two", "", false),
            new(5, "DELETE", $"{home}/one", "", true),
        ];
        Assert.Equal(expected, Proxy.Writes);
    }

    [Fact]
    public async Task A_review_is_no_write()
    {
        const string Review = """
            {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview",
             "spec":{"resourceAttributes":{"verb":"delete","resource":"nodes"}}}
            """;
        Proxy.OnEvery(_ => true, new WriteFault.CutBefore());

        var answer = await Client.CreateAsync("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", Review, Cancelled);

        Assert.True((bool?)answer["status"]?["allowed"]); // the administrator's certificate went with it
        Assert.Empty(Proxy.Writes);
    }

    [Fact]
    public async Task A_bearer_token_goes_before_the_administrators_certificate()
    {
        var control = (ControlPlane)Cluster;
        using var unknown = ApiClient.WithToken(Proxy.Server, Proxy.Authority, "no-such-token");
        using var known = ApiClient.WithToken(Proxy.Server, Proxy.Authority, control.AdminToken);

        Assert.Equal(HttpStatusCode.Unauthorized, (await unknown.SendAsync(HttpMethod.Get, home, null, Cancelled)).Status);
        Assert.Equal(HttpStatusCode.OK, (await known.SendAsync(HttpMethod.Get, home, null, Cancelled)).Status);
    }

    [Fact]
    public async Task Kubectl_takes_the_kubeconfigs()
    {
        var control = (ControlPlane)Cluster;
        var name = home.Split('/')[4];

        var list = await KubectlAsync(Proxy.Kubeconfig, "get", "configmaps", "-n", name, "-o", "name");
        var patch = await KubectlAsync(Proxy.KubeconfigOf(control.AdminToken), "patch", "configmap", "one", "-n", name, "-p", Change);

        Assert.Equal("configmap/one\nconfigmap/two\n", list.Output);
        Assert.Equal(0, patch.ExitCode);
        Assert.Equal("changed", await KeyOfAsync("one"));
        Assert.Equal("PATCH", Assert.Single(Proxy.Writes).Method);
    }

    [Fact]
    public async Task A_watch_gets_its_events_as_they_come()
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = ApiClient.Trusting(Proxy.Authority.Authority);
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Proxy.Server, $"{home}?watch=true"));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync(Cancelled));
        Assert.Contains("ADDED", await events.ReadLineAsync(Cancelled), StringComparison.Ordinal);
        Assert.Contains("ADDED", await events.ReadLineAsync(Cancelled), StringComparison.Ordinal);

        await Client.MergeAsync($"{home}/two", Change, Cancelled);
        var change = await events.ReadLineAsync(Cancelled).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancelled);

        Assert.Contains("MODIFIED", change, StringComparison.Ordinal);
        Assert.Contains("\"changed\"", change, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_a_buffer_passes_both_ways()
    {
        var large = new string('x', 300_000);

        await Client.MergeAsync($"{home}/one", $$"""{"data":{"key":"{{large}}"} }""", Cancelled);

        Assert.Equal(large, (string?)(await Client.GetAsync($"{home}/one", Cancelled))["data"]?["key"]);
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict, "Conflict")]
    [InlineData(HttpStatusCode.TooManyRequests, "TooManyRequests")]
    [InlineData(HttpStatusCode.InternalServerError, "InternalError")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable")]
    public async Task The_second_write_alone_is_refused(HttpStatusCode status, string reason)
    {
        Proxy.On(2, new WriteFault.Answer(status));

        var first = await PatchAsync("one");
        var second = await PatchAsync("two");
        var between = await KeyOfAsync("two");
        var third = await PatchAsync("two");

        Assert.True(first.IsSuccess, first.Message);
        Assert.Equal(status, second.Status);
        Assert.Equal(reason, (string?)second.Body["reason"]);
        Assert.Equal("value", between); // the server never had it
        Assert.True(third.IsSuccess, third.Message);
        Assert.Equal([1, 2, 3], Proxy.Writes.Select(write => write.Number));
    }

    [Fact]
    public async Task A_refusal_may_say_when_to_come_again()
    {
        Proxy.On(1, new WriteFault.Answer(HttpStatusCode.TooManyRequests) { RetryAfterSeconds = 7 });
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = ApiClient.Trusting(Proxy.Authority.Authority);
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(Proxy.Server, $"{home}/one"));
        using var response = await http.SendAsync(request, Cancelled);

        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
        Assert.Equal("value", await KeyOfAsync("one"));
    }

    [Fact]
    public async Task A_choice_by_path_is_for_the_next_such_write_or_for_every_one()
    {
        Proxy.OnNext(write => write.Path.EndsWith("/one", StringComparison.Ordinal), new WriteFault.Answer(HttpStatusCode.Conflict));
        Proxy.OnEvery(write => write.Method == "DELETE", new WriteFault.Answer(HttpStatusCode.ServiceUnavailable));

        HttpStatusCode[] answers =
        [
            (await PatchAsync("two")).Status,
            (await PatchAsync("one")).Status,
            (await PatchAsync("one")).Status,
            (await Client.SendAsync(HttpMethod.Delete, $"{home}/two", null, Cancelled)).Status,
            (await Client.SendAsync(HttpMethod.Delete, $"{home}/two", null, Cancelled)).Status,
        ];

        HttpStatusCode[] expected =
        [
            HttpStatusCode.OK,
            HttpStatusCode.Conflict,
            HttpStatusCode.OK,
            HttpStatusCode.ServiceUnavailable,
            HttpStatusCode.ServiceUnavailable,
        ];
        Assert.Equal(expected, answers);
    }

    [Theory]
    [InlineData("PATCH")]
    [InlineData("DELETE")] // without a body, which clients like to send again
    public async Task A_cut_before_the_write_leaves_the_object_as_it_was(string method)
    {
        await Client.GetAsync(home, Cancelled); // the connection is not a new one
        Proxy.On(1, new WriteFault.CutBefore());

        await Assert.ThrowsAsync<HttpRequestException>(
            () => Client.SendAsync(new HttpMethod(method), $"{home}/one", method == "PATCH" ? Change : null, Cancelled));

        Assert.Equal("value", await KeyOfAsync("one"));
        Assert.Single(Proxy.Writes);
        Assert.True((await PatchAsync("one")).IsSuccess);
    }

    [Theory]
    [InlineData("PATCH", "changed")]
    [InlineData("DELETE", null)]
    public async Task A_cut_after_the_write_hides_that_it_was_done(string method, string? expected)
    {
        await Client.GetAsync(home, Cancelled);
        Proxy.On(1, new WriteFault.CutAfter());

        await Assert.ThrowsAsync<HttpRequestException>(
            () => Client.SendAsync(new HttpMethod(method), $"{home}/one", method == "PATCH" ? Change : null, Cancelled));

        Assert.Equal(expected, await KeyOfAsync("one"));
        Assert.Single(Proxy.Writes);
        Assert.True((await PatchAsync("two")).IsSuccess);
    }

    [Fact]
    public async Task A_delay_holds_one_write_and_no_other()
    {
        var delay = TimeSpan.FromSeconds(3);
        Proxy.On(1, new WriteFault.Delay(delay));
        var clock = Stopwatch.StartNew();

        var delayed = PatchAsync("one");
        var other = await PatchOnceBegunAsync("two", count: 1);
        var elapsedOfOther = clock.Elapsed;
        var answer = await delayed;

        Assert.True(other.IsSuccess, other.Message);
        Assert.True(answer.IsSuccess, answer.Message);
        Assert.True(elapsedOfOther < delay, $"{elapsedOfOther}");
        Assert.True(clock.Elapsed >= delay, $"{clock.Elapsed}");
    }

    [Fact]
    public async Task Another_writer_comes_in_between()
    {
        var before = await Cluster.Admin.GetAsync($"{home}/one", Cancelled);
        Proxy.On(1, new WriteFault.CallBefore(async (write, token) =>
        {
            Assert.Equal("value", await KeyOfAsync("one"));
            await Cluster.Admin.MergeAsync(write.Path, """{"data":{"key":"another's"}}""", token);
        }));
        before["data"]!["key"] = "mine";

        var answer = await Client.SendAsync(HttpMethod.Put, $"{home}/one", before.ToJsonString(), Cancelled);

        Assert.Equal(HttpStatusCode.Conflict, answer.Status); // the server's own, by the resource version
        Assert.Contains("the object has been modified", answer.Message, StringComparison.Ordinal);
        Assert.Equal("another's", await KeyOfAsync("one"));
    }

    [Fact]
    public async Task The_test_is_called_when_the_server_has_written_and_the_client_does_not_know()
    {
        string? seen = null;
        var isAnswered = false;
        Proxy.On(1, new WriteFault.CallAfter(async (_, _) =>
        {
            await Task.Delay(100, Cancelled);
            seen = isAnswered ? "too late" : await KeyOfAsync("one");
        }));

        await PatchAsync("one");
        isAnswered = true;

        Assert.Equal("changed", seen);
    }

    [Fact]
    public async Task A_call_that_fails_is_told_of_in_the_end()
    {
        Proxy.On(1, new WriteFault.CallBefore((_, _) => throw new InvalidOperationException("the test's own mistake")));

        await Client.MergeAsync($"{home}/one", Change, Cancelled);
        var failure = await Assert.ThrowsAsync<AggregateException>(async () => await Proxy.DisposeAsync());
        proxy = null;

        Assert.Contains("the test's own mistake", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_port_forward_passes(bool withToken)
    {
        var control = (ControlPlane)Cluster;
        Proxy.OnEvery(_ => true, new WriteFault.CutBefore());
        await using var kubelet = new KubeletStandIn(control);
        await using var server = new UpperCaseServer();
        var pods = await Make.NamespaceAsync(Cancelled);
        await Make.PodAsync(pods, new PodProfile("echo", await Make.NodeAsync(kubelet.Address, Cancelled), "10.0.0.7"), Cancelled);
        kubelet.Route(pods, "echo", 9443, server.Address);
        using var socket = new ClientWebSocket();
        socket.Options.Proxy = null;
        socket.Options.AddSubProtocol("v4.channel.k8s.io");
        socket.Options.RemoteCertificateValidationCallback = ApiClient.Trusting(Proxy.Authority.Authority);
        if (withToken)
        {
            socket.Options.SetRequestHeader("Authorization", "Bearer " + control.AdminToken);
        }

        await socket.ConnectAsync(
            new Uri($"wss://127.0.0.1:{Proxy.Server.Port}/api/v1/namespaces/{pods}/pods/echo/portforward?ports=9443"), Cancelled);
        await ReceiveAsync(socket);
        await ReceiveAsync(socket);
        await socket.SendAsync("\0hello"u8.ToArray(), WebSocketMessageType.Binary, endOfMessage: true, Cancelled);

        Assert.Equal("\0HELLO", await ReceiveAsync(socket));
        Assert.Empty(Proxy.Writes);
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[1024];
        var received = await socket.ReceiveAsync(buffer.AsMemory(), Cancelled);
        return Encoding.ASCII.GetString(buffer, 0, received.Count);
    }

    private static Task<ProgramResult> KubectlAsync(string kubeconfig, params string[] arguments) =>
        new ProgramCall("kubectl", ["--kubeconfig", kubeconfig, .. arguments]).RunAsync(Cancelled);

    private Task<ApiAnswer> PatchAsync(string name) => Client.SendAsync(HttpMethod.Patch, $"{home}/{name}", Change, Cancelled);

    private async Task<ApiAnswer> PatchOnceBegunAsync(string name, int count)
    {
        while (Proxy.Writes.Count < count)
        {
            await Task.Delay(5, Cancelled);
        }
        return await PatchAsync(name);
    }

    /// <summary>Past the proxy. Null: there is no such object.</summary>
    private async Task<string?> KeyOfAsync(string name)
    {
        var answer = await Cluster.Admin.SendAsync(HttpMethod.Get, $"{home}/{name}", null, Cancelled);
        return answer.IsSuccess ? (string?)answer.Body["data"]?["key"] : null;
    }
}
