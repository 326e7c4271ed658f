using KubectlWebhookCert.Cluster.Gathering;
using KubectlWebhookCert.Cluster.Probing;
using KubectlWebhookCert.Cluster.Snapshots;
using KubectlWebhookCert.Cluster.Tests.Kubeconfig;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Trust;

namespace KubectlWebhookCert.Cluster.Tests.Gathering;

/// <summary>CAs out of a file; what servers present is for the tests on a cluster.</summary>
public sealed class CaSourceReaderTests : IDisposable
{
    private readonly KubeconfigFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_holds_the_cas_that_it_holds()
    {
        var path = folder.Write("ca.crt", "# mine\n" + ClientPem.RsaCertificate);

        var source = await ReadAsync($"file/{path}");

        Assert.Equal(["CN=rsa"], source?.Bundle.Certificates.Select(authority => authority.Subject.ToString()));
        Assert.Equal(($"file/{path}", false), (source?.Argument, source?.IsPresented));
    }

    [Theory]
    [InlineData("file/nowhere.crt", "cannot read \"nowhere.crt\": no such file")]
    [InlineData("apiserver", "files have no API server")]
    public async Task What_is_not_there_is_refused(string source, string message) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<UsageException>(() => ReadAsync(source))).Message);

    [Fact]
    public async Task A_file_without_a_certificate_is_none()
    {
        var path = folder.Write("key.pem", "no PEM");

        Assert.StartsWith($"\"{path}\" holds no certificate", (await Assert.ThrowsAsync<UsageException>(() => ReadAsync($"file/{path}"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_lies_in_the_cluster_is_read_with_the_rest_of_it() => Assert.Null(await ReadAsync("configmap/web/ca"));

    private static async Task<TrustSource?> ReadAsync(string typed)
    {
        var manifest = new StringReader("{apiVersion: v1, kind: ConfigMap, metadata: {name: any}}");
        var files = await SnapshotLoader.LoadAsync(new SnapshotOptions(["-"], false, "default"), manifest, TestContext.Current.CancellationToken);
        return await new CaSourceReader(files, new EndpointProber(null, new ProbeOptions())).ReadAsync(CaSource.Parse(typed), TestContext.Current.CancellationToken);
    }
}
