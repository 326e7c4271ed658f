using System.Text;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>That our verdict on a conversion webhook's certificate is the API server's.</summary>
public sealed class ConversionVerdictTests(SharedCluster shared, GoServers servers) : VerdictTest(shared)
{
    [Theory]
    [InlineData("wrong SAN")]
    [InlineData("other CA with the same subject")]
    [InlineData("leaf expired")]
    [InlineData("bundle not PEM")]
    public async Task Our_verdict_is_the_api_servers(string name)
    {
        var service = await ServiceAsync();
        var verdictCase = VerdictTable.Find(name);
        var stage = verdictCase.Issue(service.ServerName);
        await servers.StartAsync(new GoServing(service.Address, stage.Presented, stage.Key), Cancelled);

        var theirs = await ReadConvertedAsync(service, Encoding.Latin1.GetString(stage.Bundle.Span));

        Assert.Equal(VerdictCase.Filled(verdictCase.Expected, service.ServerName), theirs);
        Assert.Equal(theirs, stage.JudgeInWords(service.ServerName, await VersionAsync()));
    }

    private async Task<string> ReadConvertedAsync(MadeService service, string bundle)
    {
        var widgets = await Make.DefinitionAsync(service, bundle, Cancelled);
        var stored = $$"""{"apiVersion":"{{widgets.Group}}/v1","kind":"Widget","metadata":{"name":"one"} }""";
        await EventuallyAsync(
            () => Cluster.Admin.SendAsync(HttpMethod.Post, widgets.Path("v1", service.Namespace), stored, Cancelled),
            answer => answer.IsSuccess);
        var prefix = $"conversion webhook for {widgets.Group}/v1, Kind=Widget failed: Post \"https://{service.ServerName}:443/convert?timeout=30s\": ";
        var answer = await EventuallyAsync(
            () => Cluster.Admin.SendAsync(HttpMethod.Get, widgets.Path("v2", service.Namespace) + "/one", null, Cancelled),
            answer => answer.Message.StartsWith(prefix, StringComparison.Ordinal));
        return After(prefix, answer);
    }
}
