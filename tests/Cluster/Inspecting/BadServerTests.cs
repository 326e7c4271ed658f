using System.Diagnostics;
using System.Globalization;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Servers that are not there, or that are something else. Needs no cluster.</summary>
public sealed class BadServerTests
{
    private const string Page = "<!DOCTYPE html><html><head><title>Log in</title></head><body>Who are you?</body></html>";

    [Fact]
    public async Task A_closed_port_is_one_error()
    {
        var port = LoopbackPort.Free().ToString(CultureInfo.InvariantCulture);

        var result = await InspectAsync($"https://127.0.0.1:{port}");

        Plugin.MustFail(result, $"the connection to the server 127.0.0.1:{port} was refused");
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task A_server_that_says_nothing_is_given_up_at_the_request_timeout(string scheme)
    {
        await using var server = new StubServer(null);
        var watch = Stopwatch.StartNew();

        var result = await InspectAsync($"{scheme}://{server.Address}", "--request-timeout", "1s");

        Plugin.MustFail(result, server.Address);
        Assert.True(watch.Elapsed > TimeSpan.FromSeconds(0.9), $"given up after {watch.Elapsed}");
    }

    [Theory]
    [InlineData("200 OK")]
    [InlineData("403 Forbidden")]
    [InlineData("404 Not Found")]
    [InlineData("502 Bad Gateway")]
    public async Task A_web_page_is_one_error(string status)
    {
        await using var server = new StubServer(StubServer.Http(status, "text/html", Page));

        foreach (var arguments in new string[][] { [], ["name"], ["vwc/name"], ["service/name"] })
        {
            var result = await InspectAsync($"http://{server.Address}", arguments);

            Plugin.MustFail(result, "HTML");
            Assert.DoesNotContain("<", result.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"kind\":\"List\",\"items\":7}")]
    [InlineData("{\"kind\":\"List\",\"items\":[7,null,\"text\",[]]}")]
    [InlineData("{\"kind\":\"List\",\"items\":[{\"metadata\":{\"name\":7},\"webhooks\":\"text\"}]}")]
    public async Task Json_that_is_no_object_of_the_API_breaks_nothing(string body)
    {
        await using var server = new StubServer(StubServer.Http("200 OK", "application/json", body));

        foreach (var arguments in new string[][] { [], ["name"], ["vwc/name"], ["service/name"] })
        {
            var result = await InspectAsync($"http://{server.Address}", arguments);

            if (result.ExitCode != 0)
            {
                Plugin.MustFail(result);
            }
        }
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/login\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"kind\":")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nzzzz")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 4\r\n\r\noops")]
    [InlineData("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("\u0000\u0001\u0002")]
    public async Task What_is_no_answer_of_an_API_is_one_error(string answer)
    {
        await using var server = new StubServer(answer);

        Plugin.MustFail(await InspectAsync($"http://{server.Address}"));
    }

    [Fact]
    public async Task A_server_without_TLS_is_one_error()
    {
        await using var server = new StubServer(StubServer.Http("400 Bad Request", "text/plain", "not TLS"));

        Plugin.MustFail(await InspectAsync($"https://{server.Address}"), server.Address);
    }

    [Theory]
    [InlineData("https://no-such-host.invalid:6443")]
    [InlineData("no-such-host.invalid")]
    public async Task A_host_without_an_address_is_one_error(string server) =>
        Plugin.MustFail(await InspectAsync(server, "--request-timeout", "5s"), "no-such-host.invalid");

    [Theory]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("https://")]
    [InlineData("https://127.0.0.1:99999")]
    [InlineData("://")]
    [InlineData("https://[::1")]
    [InlineData(" ")]
    public async Task A_server_that_is_no_address_is_one_error(string server) => Plugin.MustFail(await InspectAsync(server));

    private static Task<ProgramResult> InspectAsync(string server, params IReadOnlyList<string> arguments) =>
        Plugin.RunAsync(Plugin.Inspect(["--server", server, .. arguments]));
}
