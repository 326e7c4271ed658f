namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

public sealed class TokenFileTests : IDisposable
{
    private readonly KubeconfigFolder folder = new();

    public TokenFileTests()
    {
        folder.Home(user: "tokenFile: token");
        folder.Write("home/.kube/token", "first");
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0, "first")]
    [InlineData(59, "first")]
    [InlineData(60, "second")]
    public async Task The_file_is_read_again_after_a_minute(int seconds, string expected)
    {
        var credentials = (await folder.LoadAsync()).Credentials;
        await credentials.GetAsync(TestContext.Current.CancellationToken);
        folder.Write("home/.kube/token", "second");
        folder.Clock.Now += TimeSpan.FromSeconds(seconds);

        Assert.Equal(expected, (await credentials.GetAsync(TestContext.Current.CancellationToken)).Token);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a token")]
    [InlineData(null)]
    public async Task A_good_token_stays_while_the_file_is_no_good(string? later)
    {
        var credentials = (await folder.LoadAsync()).Credentials;
        await credentials.GetAsync(TestContext.Current.CancellationToken);
        File.Delete(folder.At("home/.kube/token"));
        if (later is not null)
        {
            folder.Write("home/.kube/token", later);
        }

        folder.Clock.Now += TimeSpan.FromMinutes(5);

        Assert.Equal("first", (await credentials.GetAsync(TestContext.Current.CancellationToken)).Token);
    }

    [Fact]
    public async Task A_refused_token_is_read_again_at_once_and_not_a_third_time()
    {
        var credentials = (await folder.LoadAsync()).Credentials;
        var first = await credentials.GetAsync(TestContext.Current.CancellationToken);
        folder.Write("home/.kube/token", "second");

        Assert.True(credentials.Refused(first));
        var second = await credentials.GetAsync(TestContext.Current.CancellationToken);
        Assert.Equal("second", second.Token);
        Assert.True(credentials.Refused(first)); // another request, late: there is a newer one already
        Assert.Same(second, await credentials.GetAsync(TestContext.Current.CancellationToken));

        Assert.True(credentials.Refused(second));
        var same = await credentials.GetAsync(TestContext.Current.CancellationToken);
        Assert.False(credentials.Refused(same)); // nothing new in the file
    }

    [Fact]
    public async Task A_fixed_token_that_is_refused_stays_refused()
    {
        folder.Home(user: "token: fixed");
        var credentials = (await folder.LoadAsync()).Credentials;

        Assert.False(credentials.Refused(await credentials.GetAsync(TestContext.Current.CancellationToken)));
    }
}
