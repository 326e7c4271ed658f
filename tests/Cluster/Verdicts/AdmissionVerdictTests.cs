namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>That our verdict on a webhook's certificate is the API server's, to the letter.</summary>
public sealed class AdmissionVerdictTests(SharedCluster shared, GoServers servers) : VerdictTest(shared)
{
    public static TheoryData<string> Cases => [.. VerdictTable.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Our_verdict_is_the_api_servers(string name)
    {
        var service = await ServiceAsync();
        var verdictCase = VerdictTable.Find(name);
        var stage = verdictCase.Issue(service.ServerName);
        var server = await servers.StartAsync(new GoServing(service.Address, stage.Presented, stage.Key), Cancelled);

        var theirs = await CallAsync(service, stage.Bundle, () => server.CallCount > 0);

        Assert.Equal(VerdictCase.Filled(verdictCase.Expected, service.ServerName), theirs);
        Assert.Equal(theirs, stage.JudgeInWords(service.ServerName, await VersionAsync()));
    }
}
