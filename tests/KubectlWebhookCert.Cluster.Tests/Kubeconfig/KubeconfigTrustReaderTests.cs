using System.Text;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Trust;

namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

/// <summary>Kubeconfigs as holders of trust.</summary>
public sealed class KubeconfigTrustReaderTests : IDisposable
{
    private const string Two = """
        apiVersion: v1
        kind: Config
        current-context: second
        contexts:
        - {name: first, context: {cluster: one, user: me}}
        - {name: second, context: {cluster: two, user: me}}
        - {name: again, context: {cluster: two, user: me, namespace: web}}
        - {name: other, context: {cluster: two, user: other}}
        - {name: gone, context: {cluster: gone, user: me}}
        clusters:
        - {name: one, cluster: {server: "https://one.example.com"}}
        - {name: two, cluster: {server: "https://two.example.com"}}
        - {name: gone, cluster: {server: "https://gone.example.com", certificate-authority: /nowhere/ca.crt}}
        users:
        - {name: me, user: {}}
        - {name: other, user: {}}
        """;

    private static readonly TrustSource Source =
        new(new ObjectRef("ConfigMap", "kube-public", "ca"), "ca.crt", CaBundle.Read(Encoding.UTF8.GetBytes(ClientPem.CurveCertificate)));

    private readonly KubeconfigFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_cas_and_the_client_certificate_are_read_out_of_data()
    {
        folder.Home(
            cluster: $"certificate-authority-data: {ClientPem.Base64(ClientPem.RsaCertificate)}",
            user: $"client-certificate-data: {ClientPem.Base64(ClientPem.CurveCertificate)}\nclient-key-data: {ClientPem.Base64("no key")}");

        var store = Assert.Single(await ReadAsync(null));

        Assert.Equal((new ObjectRef(TrustStore.KubeconfigKind, null, folder.HomeConfig), "main"), (store.Resource, store.Field));
        Assert.Equal(["CN=rsa"], store.Bundle.Certificates.Select(authority => authority.Subject.ToString()));
        Assert.Equal("CN=curve", store.ClientCertificate?.Subject.ToString());
        Assert.Null(store.Source);
    }

    [Fact]
    public async Task The_cas_and_the_client_certificate_are_read_out_of_files_beside_it()
    {
        folder.Write("node/ca.crt", ClientPem.RsaCertificate);
        folder.Write("node/pki/current.pem", ClientPem.Key("EC SEC1") + "\n" + ClientPem.CurveCertificate); // as the kubelet writes it
        var path = folder.Write("node/kubeconfig", KubeconfigFolder.Config(
            "node",
            "https://api-int.example.com:6443",
            "certificate-authority: ca.crt",
            "client-certificate: pki/current.pem\nclient-key: pki/current.pem"));

        var store = Assert.Single(await ReadAsync(path));

        Assert.Equal((path, "node"), (store.Resource.Name, store.Field));
        Assert.Single(store.Bundle.Certificates);
        Assert.Equal("CN=curve", store.ClientCertificate?.Subject.ToString());
    }

    [Fact]
    public async Task A_cluster_without_a_ca_trusts_the_systems_roots_and_a_user_without_a_certificate_shows_none()
    {
        folder.Home(user: "token: abc");

        var store = Assert.Single(await ReadAsync(null));

        Assert.True(store.Bundle.IsEmpty);
        Assert.Null(store.ClientCertificate);
    }

    [Fact]
    public async Task Each_cluster_with_each_user_is_one_and_the_source_is_the_current_clusters()
    {
        var stores = await ReadAsync(folder.Write("two", Two), source: Source);

        Assert.Equal(
            [("second", true), ("first", false), ("other", true)],
            stores.Select(store => (store.Field, store.Source is not null)));
    }

    [Fact]
    public async Task Another_context_may_be_chosen()
    {
        var stores = await ReadAsync(folder.Write("two", Two), new ConfigOverrides { Context = "first" }, Source);

        Assert.Equal(["first"], stores.Where(store => store.Source is not null).Select(store => store.Field));
    }

    [Theory]
    [InlineData("gone", "cannot read clusters[gone].certificate-authority \"/nowhere/ca.crt\": no such file")]
    [InlineData("frist", "context \"frist\" does not exist in ")]
    public async Task What_is_wrong_with_the_chosen_context_is_an_error(string context, string message)
    {
        var path = folder.Write("two", Two);

        var exception = await Assert.ThrowsAnyAsync<WebhookCertException>(() => ReadAsync(path, new ConfigOverrides { Context = context }));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", "does not exist")]
    [InlineData("empty", "is empty")]
    public async Task A_file_without_a_context_is_an_error(string name, string message)
    {
        folder.Write("current/empty", string.Empty);

        Assert.EndsWith(message, (await Assert.ThrowsAsync<KubeconfigException>(() => ReadAsync(name))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_may_lack_its_first_slash()
    {
        var path = folder.Write("node", KubeconfigFolder.Config("node", "https://api.example.com"));

        Assert.Equal(path, Assert.Single(await ReadAsync(path.TrimStart(Path.DirectorySeparatorChar))).Resource.Name);
    }

    [Theory]
    [InlineData(null, "two")] // of the current context
    [InlineData("one", "one")]
    public async Task The_cluster_to_adopt_is_the_current_one_or_the_one_that_is_named(string? named, string cluster)
    {
        var path = folder.Write("config", Two);

        var found = await FindAsync(path, new ConfigOverrides { Cluster = named });

        var place = Assert.IsType<HolderPlace.Kubeconfig>(found.Place);
        Assert.Equal((path, cluster, (string?)null), (place.Path, place.Cluster, place.CaFile));
        Assert.Equal(Two, Encoding.UTF8.GetString(place.Content.Span));
        Assert.Equal($"{cluster}.example.com", found.Store.ServerName);
    }

    [Fact]
    public async Task The_file_that_a_cluster_names_for_its_ca_is_what_is_adopted()
    {
        folder.Write("node/ca.crt", ClientPem.RsaCertificate);
        var path = folder.Write("node/kubeconfig", KubeconfigFolder.Config("node", "https://api-int.example.com:6443", "certificate-authority: ca.crt", "token: t"));

        var place = Assert.IsType<HolderPlace.Kubeconfig>((await FindAsync(path, new ConfigOverrides())).Place);

        Assert.Equal(Path.Combine(Path.GetDirectoryName(path)!, "ca.crt"), place.CaFile);
        Assert.Equal(ClientPem.RsaCertificate, Encoding.UTF8.GetString(place.Content.Span));
    }

    [Fact]
    public async Task A_cluster_that_is_not_verified_has_no_ca_to_adopt()
    {
        var path = folder.Write("config", KubeconfigFolder.Config("main", "https://api.example.com", "insecure-skip-tls-verify: true", "token: t"));

        var refused = await Assert.ThrowsAsync<KubeconfigException>(() => FindAsync(path, new ConfigOverrides()));

        Assert.Contains("insecure-skip-tls-verify", refused.Message, StringComparison.Ordinal);
    }

    private Task<PlacedTrust> FindAsync(string path, ConfigOverrides overrides) =>
        new KubeconfigTrustReader(folder.Environment).FindAsync(path, overrides, TestContext.Current.CancellationToken);

    private Task<ValueList<TrustStore>> ReadAsync(string? path, ConfigOverrides? overrides = null, TrustSource? source = null) =>
        new KubeconfigTrustReader(folder.Environment).ReadAsync(
            path, overrides ?? new ConfigOverrides(), source, TestContext.Current.CancellationToken);
}
