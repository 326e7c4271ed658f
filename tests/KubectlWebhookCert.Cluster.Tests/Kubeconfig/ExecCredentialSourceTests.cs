namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

[Collection(PluginScript.Collection)]
public sealed class ExecCredentialSourceTests : IDisposable
{
    private readonly KubeconfigFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Requests_at_once_run_the_plugin_once()
    {
        folder.Plugin($"echo run >>'{folder.At("seen")}'; sleep 0.2; {PluginScript.Print()}");
        var credentials = (await folder.LoadAsync()).Credentials;

        var all = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => credentials.GetAsync(TestContext.Current.CancellationToken).AsTask()));

        Assert.Equal("run\n", await folder.SeenAsync());
        Assert.All(all, credential => Assert.Same(all[0], credential));
    }

    [Theory]
    [InlineData("2030-01-15T12:10:00Z", 600, 1)] // up to the instant and including it
    [InlineData("2030-01-15T12:10:00Z", 601, 2)]
    [InlineData("2030-01-15T13:10:00+01:00", 601, 2)]
    [InlineData("2030-01-15T12:10:00.5Z", 600, 1)]
    [InlineData("2030-01-15T11:00:00Z", 0, 2)]
    [InlineData(null, 1_000_000, 1)]
    public async Task A_plugin_is_asked_again_when_its_credentials_have_expired(string? expires, int seconds, int runs)
    {
        folder.Plugin($"echo run >>'{folder.At("seen")}'; {PluginScript.Print(PluginScript.V1, "t", expires)}");
        var credentials = (await folder.LoadAsync()).Credentials;

        await credentials.GetAsync(TestContext.Current.CancellationToken);
        folder.Clock.Now += TimeSpan.FromSeconds(seconds);
        await credentials.GetAsync(TestContext.Current.CancellationToken);

        Assert.Equal(runs, (await File.ReadAllLinesAsync(folder.At("seen"), TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once()
    {
        folder.Plugin($"echo run >>'{folder.At("seen")}'; {PluginScript.Print(PluginScript.V1, "t$(wc -l <'SEEN' | tr -d ' ')").Replace("SEEN", folder.At("seen"), StringComparison.Ordinal)}");
        var credentials = (await folder.LoadAsync()).Credentials;

        var first = await credentials.GetAsync(TestContext.Current.CancellationToken);
        Assert.True(credentials.Refused(first));
        var second = await credentials.GetAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("t1", "t2"), (first.Token, second.Token));
        Assert.True(credentials.Refused(first)); // a slower request: renewed already
        Assert.Same(second, await credentials.GetAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_plugin_that_gives_the_refused_token_again_is_not_asked_a_third_time()
    {
        folder.Plugin($"echo run >>'{folder.At("seen")}'; {PluginScript.Print()}");
        var credentials = (await folder.LoadAsync()).Credentials;

        Assert.True(credentials.Refused(await credentials.GetAsync(TestContext.Current.CancellationToken)));
        Assert.False(credentials.Refused(await credentials.GetAsync(TestContext.Current.CancellationToken)));
        await credentials.GetAsync(TestContext.Current.CancellationToken);

        Assert.Equal("run\nrun\n", await folder.SeenAsync());
    }
}
