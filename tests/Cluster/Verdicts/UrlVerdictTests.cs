using System.Net;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Webhooks that are called by an IP address: only IP addresses of the certificate count.</summary>
public sealed class UrlVerdictTests(SharedCluster shared, GoServers servers) : VerdictTest(shared)
{
    [Theory]
    [InlineData("127.0.0.1", VerdictCase.Admitted)]
    [InlineData("127.0.0.2", "x509: certificate is valid for 127.0.0.2, not 127.0.0.1")]
    [InlineData("localhost", "x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs")]
    public async Task Our_verdict_is_the_api_servers(string san, string expected)
    {
        ReachingLoopback();
        var host = IPAddress.Loopback.ToString();
        VerdictCase address = new("", [CertificateDraft.Authority, CertificateDraft.Leaf with { Names = [san] }], expected);
        var stage = address.Issue(host);
        var server = await servers.StartAsync(new GoServing(new IPEndPoint(IPAddress.Loopback, 0), stage.Presented, stage.Key), Cancelled);
        var url = new UriBuilder("https", host, server.Address.Port, "/admit").Uri;

        var theirs = await CallAsync(await Make.NamespaceAsync(Cancelled), url, stage.Bundle, () => server.CallCount > 0);

        Assert.Equal(expected, theirs);
        Assert.Equal(theirs, stage.JudgeInWords(host, await VersionAsync()));
    }
}
