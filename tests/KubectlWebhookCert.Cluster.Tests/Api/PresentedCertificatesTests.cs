using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>What an API server presents is seen whoever has issued it, and it gets no request and no credential.</summary>
public sealed class PresentedCertificatesTests : IDisposable
{
    private readonly TestAuthority root = TestAuthority.Root();
    private readonly TestAuthority stranger = TestAuthority.Root("stranger");

    public void Dispose()
    {
        root.Dispose();
        stranger.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_leaf_first_and_what_is_sent_along_behind_it(bool isTrusted)
    {
        using var leaf = root.Leaf();
        await using var server = new TlsServer(leaf, root.Certificate);
        using var cluster = Connect(server, isTrusted ? root : stranger);

        var presented = await cluster.PresentedAsync(TestContext.Current.CancellationToken);

        Assert.Equal(leaf.RawData, presented[0].Raw.ToArray());
        Assert.Equal("CN=server", presented[0].Subject.ToString());
        Assert.Empty(server.Requests);
        Assert.Null(server.ClientSubject);
    }

    [Fact]
    public async Task The_name_that_the_kubeconfig_verifies_is_asked_for()
    {
        using var leaf = root.Leaf("other");
        await using var server = new TlsServer(leaf);
        using var cluster = Connect(server, stranger, config => config with { TlsServerName = "other" });

        await cluster.PresentedAsync(TestContext.Current.CancellationToken);

        Assert.Equal("other", server.NameAsked);
    }

    [Fact]
    public async Task Nobody_there_is_a_failure_to_connect()
    {
        var config = MakeCluster.Config() with { Server = new Uri("https://127.0.0.1:1/") };
        using var cluster = new LiveCluster(config, MakeCluster.Settings);

        var failure = await Assert.ThrowsAsync<ClusterUnreachableException>(() => cluster.PresentedAsync(TestContext.Current.CancellationToken));

        Assert.Equal("the connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?", failure.Message);
    }

    [Fact]
    public async Task Without_tls_there_is_nothing_to_see()
    {
        await using var server = new TlsServer(null);
        var config = MakeCluster.Config() with { Server = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{server.Port}")) };
        using var cluster = new LiveCluster(config, MakeCluster.Settings);

        await Assert.ThrowsAsync<UsageException>(() => cluster.PresentedAsync(TestContext.Current.CancellationToken));
        Assert.Empty(server.Requests);
    }

    private static LiveCluster Connect(TlsServer server, TestAuthority trusted, Func<ClientConfig, ClientConfig>? change = null)
    {
        using var client = trusted.Leaf("jane", usage: "1.3.6.1.5.5.7.3.2");
        var config = MakeCluster.Config(new Credential("token", null, null, X509CertificateLoader.LoadCertificate(client.RawData))) with
        {
            Server = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://localhost:{server.Port}")),
            CertificateAuthority = Handshake.Pem(trusted.Certificate),
        };
        return new LiveCluster(change is null ? config : change(config), MakeCluster.Settings);
    }
}
