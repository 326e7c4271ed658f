namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The alert rules of docs/prometheus, as Prometheus itself reads them.</summary>
public sealed class AlertTests
{
    [Theory]
    [InlineData("check", "alerts.yaml")]
    [InlineData("test", "alerts.test.yaml")]
    public async Task Promtool_takes_the_rules_and_they_fire_when_they_should(string verb, string file)
    {
        var call = new ProgramCall("promtool", [verb, "rules", Path.Combine(RepositoryRoot.Find(), "docs", "prometheus", file)]);

        var result = await call.RunAsync(TestContext.Current.CancellationToken);

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
    }
}
