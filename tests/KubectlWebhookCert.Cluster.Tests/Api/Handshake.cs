using System.Security.Cryptography.X509Certificates;
using System.Text;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>One request to a server on loopback, and what came of its handshake.</summary>
internal static class Handshake
{
    public const string Unknown = "x509: certificate signed by unknown authority";

    public static byte[] Pem(params X509Certificate2[] certificates) =>
        Encoding.ASCII.GetBytes(string.Join("\nsome text\n", certificates.Select(certificate => certificate.ExportCertificatePem())));

    public static async Task<KubernetesObject> GetAsync(
        TlsServer server, byte[] authority, string host = "localhost", Func<ClientConfig, ClientConfig>? change = null)
    {
        var config = MakeCluster.Config() with { Server = new Uri($"https://{host}:{server.Port}"), CertificateAuthority = authority };
        using var cluster = new LiveCluster(change is null ? config : change(config), MakeCluster.Settings);
        return await cluster.GetAsync(ResourceTypes.Secret, "shop", "web", TestContext.Current.CancellationToken);
    }

    public static async Task AcceptsAsync(
        TlsServer server, byte[] authority, string host = "localhost", Func<ClientConfig, ClientConfig>? change = null) =>
        Assert.Equal("web", (await GetAsync(server, authority, host, change)).Name);

    public static async Task<ClusterUnreachableException> RefusesAsync(
        TlsServer server, byte[] authority, string why, string host = "localhost", Func<ClientConfig, ClientConfig>? change = null)
    {
        var error = await Assert.ThrowsAsync<ServerUntrustedException>(() => GetAsync(server, authority, host, change));
        Assert.Equal($"unable to connect to the server: tls: failed to verify certificate: {why}", error.Message);
        Assert.NotNull(error.Hint);
        Assert.Empty(server.Requests);
        return error;
    }
}
