using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>That the emulator does what service-ca is documented to do, on a real API server.</summary>
public sealed class ServiceCaEmulatorTests(SharedCluster shared) : ClusterTest(shared)
{
    private const string Serving = """{"metadata":{"annotations":{"service.beta.openshift.io/serving-cert-secret-name":"hook-tls"}}}""";
    private const string Injected = """{"metadata":{"annotations":{"service.beta.openshift.io/inject-cabundle":"true"}}}""";

    private readonly TestCertificates foreign = new("foreign CA");
    private ServiceCaEmulator? operating;
    private MadeService? service;

    private ServiceCaEmulator Operator => operating ?? throw new InvalidOperationException("the test has not begun");

    private MadeService Service => service ?? throw new InvalidOperationException("the test has not begun");

    private string Home => $"/api/v1/namespaces/{Service.Namespace}";

    private string SecretPath => $"{Home}/secrets/hook-tls";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        ReachingLoopback();
        service = await Make.ServiceAsync(await Make.NamespaceAsync(Cancelled), "hook", Cancelled);
        operating = new ServiceCaEmulator(Cluster.Admin, service.Namespace);
    }

    public override async ValueTask DisposeAsync()
    {
        foreign.Dispose();
        if (operating is not null)
        {
            await operating.DisposeAsync();
        }
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_annotated_Service_gets_a_Secret_of_its_own()
    {
        await ServeAsync();
        var secret = await Cluster.Admin.GetAsync(SecretPath, Cancelled);
        var annotated = await Cluster.Admin.GetAsync($"{Home}/services/hook", Cancelled);

        Assert.Equal(["tls.crt", "tls.key"], SecretData.Keys(secret).Order(StringComparer.Ordinal));
        Assert.Equal("kubernetes.io/tls", (string?)secret["type"]);
        Assert.Equal("hook", (string?)secret["metadata"]?["ownerReferences"]?[0]?["name"]);
        Assert.StartsWith("-----BEGIN RSA PRIVATE KEY-----", SecretData.Text(secret, "tls.key"), StringComparison.Ordinal);
        Assert.True((await PairAsync())?.Leaf.MatchesHostname(Service.ServerName));
        Assert.StartsWith(
            "openshift-service-serving-signer@",
            (string?)annotated["metadata"]?["annotations"]?["service.beta.openshift.io/serving-cert-signed-by"],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bundle_is_injected_where_it_is_asked_for_and_put_back()
    {
        var asked = await ConfigurationAsync(Injected);
        var notAsked = await ConfigurationAsync("{}");
        var definition = $"{TrustingObject.Definitions}/{(await Make.DefinitionAsync(Service, foreign.Pem, Cancelled)).Configuration}";
        await Cluster.Admin.MergeAsync(definition, Injected, Cancelled);
        await Cluster.Admin.CreateAsync($"{Home}/configmaps", Manifest.ConfigMap("trust"), Cancelled);
        await Cluster.Admin.MergeAsync($"{Home}/configmaps/trust", Injected, Cancelled);
        await Operator.SettledAsync(Cancelled);

        Assert.Equal([Operator.Bundle], await BundlesAsync(asked));
        Assert.Equal([foreign.Pem], await BundlesAsync(notAsked));
        Assert.Equal([Operator.Bundle], await BundlesAsync(definition));
        var map = (await Cluster.Admin.GetAsync($"{Home}/configmaps/trust", Cancelled))["data"];
        Assert.Equal(new JsonObject { ["service-ca.crt"] = Operator.Bundle }.ToJsonString(), map?.ToJsonString());

        var trusting = await TrustingObject.ReadAsync(Cluster.Admin, asked, Cancelled);
        await trusting.InjectAsync(Cluster.Admin, "me", old => old + foreign.Pem, Cancelled);
        await Operator.SettledAsync(Cancelled);
        Assert.Equal([Operator.Bundle], await BundlesAsync(asked));
    }

    [Fact]
    public async Task A_deleted_Secret_comes_back_with_a_new_leaf()
    {
        await ServeAsync();
        var before = await PairAsync();

        await Cluster.Admin.DeleteAsync(SecretPath, Cancelled);
        await Operator.SettledAsync(Cancelled);
        var after = await PairAsync();

        Assert.NotNull(after);
        Assert.NotEqual(before?.Sha256, after.Sha256);
        Assert.Equal(before?.Leaf.Issuer, after.Leaf.Issuer);
    }

    [Fact]
    public async Task A_third_key_is_stripped_and_the_leaf_stays()
    {
        await ServeAsync();
        var before = await PairAsync();

        await WriteSecretAsync(new() { ["ca.crt"] = foreign.Pem });
        await Operator.SettledAsync(Cancelled);

        var secret = await Cluster.Admin.GetAsync(SecretPath, Cancelled);
        Assert.Equal(["tls.crt", "tls.key"], SecretData.Keys(secret).Order(StringComparer.Ordinal));
        Assert.Equal(before?.Sha256, (await PairAsync())?.Sha256);
    }

    [Fact]
    public async Task Another_valid_leaf_is_left_alone_and_what_cannot_be_read_is_replaced()
    {
        await ServeAsync();
        var other = foreign.Issue(Service.ServerName);

        await WriteSecretAsync(new() { ["tls.crt"] = other.ChainPem, ["tls.key"] = other.KeyPem });
        await Operator.SettledAsync(Cancelled);
        var left = await PairAsync();
        await WriteSecretAsync(new() { ["tls.crt"] = "nonsense" });
        await Operator.SettledAsync(Cancelled);

        Assert.Equal(other.Sha256, left?.Sha256);
        Assert.StartsWith("CN=openshift-service-serving-signer@", (await PairAsync())?.Leaf.Issuer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Secret_that_is_not_the_Services_is_refused_until_it_gives_up()
    {
        await Make.TlsSecretAsync(Service.Namespace, "hook-tls", foreign.Issue(Service.ServerName), null, Cancelled);

        await ServeAsync();
        var annotations = await EventuallyAsync(
            () => Cluster.Admin.SendAsync(HttpMethod.Get, $"{Home}/services/hook", null, Cancelled),
            answer => answer.Text.Contains("serving-cert-generation-error-num\":\"10\"", StringComparison.Ordinal));

        Assert.Contains("hook-tls does not have corresponding service UID", annotations.Text, StringComparison.Ordinal);
        Assert.Contains("serving-cert-generation-error-num\":\"10\"", annotations.Text, StringComparison.Ordinal);
        await Cluster.Admin.DeleteAsync(SecretPath, Cancelled);
        await Operator.SettledAsync(Cancelled);
        Assert.Null(await Cluster.Admin.FindAsync(SecretPath, Cancelled));
    }

    [Theory]
    [InlineData(true)] // a pod that has reloaded, before an API server with the old bundle
    [InlineData(false)] // a pod that has not, before an API server with the new one
    public async Task A_new_authority_is_trusted_both_ways(bool isLeafNew)
    {
        await ServeAsync();
        var oldBundle = Operator.Bundle;
        var oldLeaf = await PairAsync();
        Operator.ReplaceAuthority();
        await Operator.SettledAsync(Cancelled);
        var stayed = await PairAsync();
        await Cluster.Admin.DeleteAsync(SecretPath, Cancelled);
        await Operator.SettledAsync(Cancelled);
        var newLeaf = await PairAsync();

        Assert.NotNull(oldLeaf);
        Assert.NotNull(newLeaf);
        Assert.Equal(oldLeaf.Sha256, stayed?.Sha256);
        Assert.NotEqual(oldLeaf.Sha256, newLeaf.Sha256);
        Assert.NotEqual(oldBundle, Operator.Bundle);
        Assert.Equal(2, CertificatePem.Read(Operator.Bundle)?.Length);
        Assert.Equal(oldLeaf.Leaf.Issuer, newLeaf.Leaf.Issuer);
        await AssertAdmitsAsync(isLeafNew ? newLeaf : oldLeaf, isLeafNew ? oldBundle : Operator.Bundle);
    }

    private async Task ServeAsync()
    {
        await Cluster.Admin.MergeAsync($"{Home}/services/hook", Serving, Cancelled);
        await Operator.SettledAsync(Cancelled);
    }

    private async Task<TestCertificate?> PairAsync()
    {
        var secret = await Cluster.Admin.GetAsync(SecretPath, Cancelled);
        return CertificatePem.ReadPair(SecretData.Text(secret, "tls.crt"), SecretData.Text(secret, "tls.key"));
    }

    private async Task<string> ConfigurationAsync(string change)
    {
        var entry = new WebhookEntry(Service, foreign.Pem) { FailurePolicy = "Ignore" };
        var path = $"{TrustingObject.Mutating}/{await Make.MutatingAsync([entry], Cancelled)}";
        await Cluster.Admin.MergeAsync(path, change, Cancelled);
        return path;
    }

    private async Task WriteSecretAsync(Dictionary<string, string> values) =>
        await Cluster.Admin.MergeAsync(SecretPath, new JsonObject { ["data"] = SecretData.Of(values) }.ToJsonString(), Cancelled);

    private async Task<IReadOnlyList<string>> BundlesAsync(string path) =>
        (await TrustingObject.ReadAsync(Cluster.Admin, path, Cancelled)).Bundles;

    /// <summary>The API server's own verdict.</summary>
    private async Task AssertAdmitsAsync(TestCertificate served, string bundle)
    {
        await using var server = new WebhookServer(Service, served);
        await Make.ValidatingAsync([new WebhookEntry(Service, bundle)], Cancelled);
        var answer = await EventuallyAsync(
            () => Cluster.Admin.SendAsync(
                HttpMethod.Post, $"{Home}/configmaps?dryRun=All", Manifest.ConfigMap("guarded"), Cancelled),
            answer => !answer.IsSuccess || server.RequestCount > 0);
        Assert.True(answer.IsSuccess, answer.Message);
        Assert.True(server.RequestCount > 0, "the webhook was never called");
    }
}
