using System.Net;
using System.Text;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>That our verdict on an aggregated API's certificate is the API server's.</summary>
public sealed class AggregatedVerdictTests(SharedCluster shared, GoServers servers) : VerdictTest(shared)
{
    [Theory]
    [InlineData("wrong SAN")]
    [InlineData("other CA with the same subject")]
    [InlineData("leaf expired")]
    public async Task Our_verdict_is_the_api_servers(string name)
    {
        var service = await ServiceAsync();
        // Without endpoints the API server would not call; it calls the ClusterIP, whatever stands in them.
        await Make.EndpointsAsync(service, 9443, ["10.0.0.1"], Cancelled);
        var verdictCase = VerdictTable.Find(name);
        var stage = verdictCase.Issue(service.ServerName);
        await servers.StartAsync(new GoServing(service.Address, stage.Presented, stage.Key), Cancelled);

        var theirs = await ListAsync(service, Encoding.Latin1.GetString(stage.Bundle.Span));

        Assert.Equal(VerdictCase.Filled(verdictCase.Expected, service.ServerName), theirs);
        Assert.Equal(theirs, stage.JudgeInWords(service.ServerName, await VersionAsync()));
    }

    private async Task<string> ListAsync(MadeService service, string bundle)
    {
        const string Prefix = "error trying to reach service: ";
        var widgets = await Make.ApiServiceAsync(service, bundle, Cancelled);
        var answer = await EventuallyAsync(
            () => Cluster.Admin.SendAsync(HttpMethod.Get, widgets.Path("v1", service.Namespace), null, Cancelled),
            answer => answer.Message.StartsWith(Prefix, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        // Plain text, which ends with a line break.
        return After(Prefix, answer with { Text = answer.Text.TrimEnd('\n') });
    }
}
