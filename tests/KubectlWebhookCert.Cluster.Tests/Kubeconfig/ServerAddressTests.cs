using KubectlWebhookCert.Cluster.Kubeconfig;

namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

public sealed class ServerAddressTests : IDisposable
{
    private readonly KubeconfigFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("https://api.example.com", "https://api.example.com/")]
    [InlineData("https://[::1]:6443", "https://[::1]:6443/")]
    [InlineData("https://api.example.com/k8s/clusters/c-1/", "https://api.example.com/k8s/clusters/c-1/")]
    [InlineData("http://localhost:8080", "http://localhost:8080/")]
    [InlineData("localhost:8080", "http://localhost:8080/")]
    [InlineData("10.0.0.1:6443", "http://10.0.0.1:6443/")]
    [InlineData("api.example.com", "http://api.example.com/")]
    public async Task A_server_is_a_url_or_a_host_which_means_http(string server, string expected) =>
        Assert.Equal(expected, (await folder.LoadAsync(new ConfigOverrides { Server = server })).Server.ToString());

    [Theory]
    [InlineData("https://", "--server is not a URL")]
    [InlineData("https://a b", "--server is not a URL")]
    [InlineData("https://host:99999", "--server is not a URL")]
    [InlineData("ftp://host", "--server has scheme \"ftp\", not http or https")]
    [InlineData("host/path", "--server is neither a URL nor host:port")]
    public async Task Other_text_is_an_error(string server, string message)
    {
        var failure = await folder.FailureAsync(new ConfigOverrides { Server = server });

        Assert.Equal(message, failure.Message);
        Assert.Contains("https://api.example.com:6443", failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_kubeconfigs_server_is_named_with_its_file()
    {
        folder.Home(server: "gopher://x");

        var failure = await folder.FailureAsync();

        Assert.Equal($"clusters[main].server in \"{folder.HomeConfig}\" has scheme \"gopher\", not http or https", failure.Message);
    }

    [Fact]
    public async Task A_password_in_the_address_becomes_the_credential_and_leaves_the_address()
    {
        folder.Home(server: "https://ann:s%40crt@api.example.com");

        var config = await folder.LoadAsync();
        var credential = await config.Credentials.GetAsync(TestContext.Current.CancellationToken);

        Assert.Equal("https://api.example.com/", config.Server.ToString());
        Assert.Equal(("ann", "s@crt"), (credential.Username, credential.Password));
    }

    [Fact]
    public async Task Plain_http_carries_no_credentials()
    {
        folder.Home("insecure-skip-tls-verify: true", "token: secret", server: "http://api.example.com");

        var config = await folder.LoadAsync();

        Assert.Equal(Credential.None, await config.Credentials.GetAsync(TestContext.Current.CancellationToken));
        Assert.False(config.InsecureSkipTlsVerify);
    }
}
