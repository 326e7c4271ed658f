using System.Net;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What an API server says where a call fails before, or besides, the verdict on a certificate.</summary>
public sealed class ConnectionTests(SharedCluster shared, GoServers servers) : VerdictTest(shared)
{
    private static readonly VerdictCase Sound = VerdictTable.Find("leaf with SAN, CA in the bundle");

    [Fact]
    public async Task A_server_of_tls_1_2_only_is_called() =>
        Assert.Equal(VerdictCase.Admitted, await CallAsync(serving => serving with { MaxVersion = GoServing.Tls12 }));

    [Theory]
    [InlineData(GoServing.Tls10)]
    [InlineData(GoServing.Tls11)]
    public async Task A_server_of_an_older_tls_only(int version) =>
        Assert.Equal(
            "remote error: tls: protocol version not supported", await CallAsync(serving => serving with { MaxVersion = version }));

    // The alert is the server's choice: OpenSSL and Go since 1.21 send `certificate required`.
    [Fact]
    public async Task A_server_that_demands_a_client_certificate() =>
        Assert.Equal("remote error: tls: bad certificate", await CallAsync(serving => serving with { DemandsClientCertificate = true }));

    [Fact]
    public async Task A_server_that_closes_at_once() =>
        Assert.Equal("EOF", await CallAsync(serving => serving with { Mode = GoServing.CloseAtOnce }));

    [Theory]
    [InlineData(GoServing.PlainHttp, "http: server gave HTTP response to HTTPS client")]
    [InlineData(GoServing.Banner, "tls: first record does not look like a TLS handshake")]
    public async Task A_server_that_knows_no_tls(string mode, string expected) =>
        Assert.Equal(expected, await CallAsync(serving => serving with { Mode = mode }));

    [Fact]
    public async Task A_server_that_answers_too_late() =>
        Assert.Equal(
            "context deadline exceeded", await CallAsync(serving => serving with { Mode = GoServing.Slow }, timeoutSeconds: 1));

    [Fact]
    public async Task Nothing_listens()
    {
        var service = await ServiceAsync();

        Assert.Equal($"dial tcp {service.Address}: connect: connection refused", await CallNobodyAsync(service));
    }

    [Fact]
    public async Task There_is_no_such_service()
    {
        var service = await ServiceAsync() with { Name = "gone" };

        Assert.Equal("service \"gone\" not found", await CallNobodyAsync(service));
    }

    [Fact]
    public async Task The_service_has_no_such_port()
    {
        var service = await ServiceAsync() with { Port = 8443 };

        Assert.Equal("no service port 8443 found for service \"hook\"", await CallNobodyAsync(service));
    }

    [Fact]
    public async Task The_service_is_headless()
    {
        var service = await ServiceAsync("""{"clusterIP":"None","ports":[{"port":443}]}""");

        Assert.Equal("cannot route to service with ClusterIP \"None\"", await CallNobodyAsync(service));
    }

    [Fact]
    public async Task The_service_is_a_name_outside_the_cluster()
    {
        var service = await ServiceAsync("""{"type":"ExternalName","externalName":"localhost"}""");
        var stage = Sound.Issue(service.ServerName);
        var server = await servers.StartAsync(new GoServing(new IPEndPoint(IPAddress.Loopback, 0), stage.Presented, stage.Key), Cancelled);

        var theirs = await CallAsync(service with { Port = server.Address.Port }, stage.Bundle, () => server.CallCount > 0);

        Assert.Equal(VerdictCase.Admitted, theirs);
        Assert.Equal(theirs, stage.JudgeInWords(service.ServerName, await VersionAsync()));
    }

    private async Task<string> CallAsync(Func<GoServing, GoServing> differ, int timeoutSeconds = 20)
    {
        var service = await ServiceAsync();
        var stage = Sound.Issue(service.ServerName);
        var server = await servers.StartAsync(differ(new GoServing(service.Address, stage.Presented, stage.Key)), Cancelled);
        return await CallAsync(service, stage.Bundle, () => server.CallCount > 0, timeoutSeconds);
    }

    private Task<string> CallNobodyAsync(MadeService service) =>
        CallAsync(service, Sound.Issue(service.ServerName).Bundle, () => false);

    // Of another type than ClusterIP, so without an address of its own.
    private async Task<MadeService> ServiceAsync(string spec)
    {
        ReachingLoopback();
        var @namespace = await Make.NamespaceAsync(Cancelled);
        var json = $$"""{"apiVersion":"v1","kind":"Service","metadata":{"name":"hook"},"spec":{{spec}} }""";
        await Cluster.Admin.CreateAsync($"/api/v1/namespaces/{@namespace}/services", json, Cancelled);
        return new MadeService(@namespace, "hook", IPAddress.None, 443);
    }
}
