using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// That the emulator does what cert-manager is documented to do, on a real API server of its own: the custom resource is the cluster's.
/// </summary>
public sealed class CertManagerEmulatorTests(SharedCluster shared) : ClusterTest(shared), IClassFixture<SharedCluster>
{
    private readonly TestCertificates foreign = new("foreign CA");
    private CertManagerEmulator? manager;
    private MadeService? service;

    private CertManagerEmulator Manager => manager ?? throw new InvalidOperationException("the test has not begun");

    private MadeService Service => service ?? throw new InvalidOperationException("the test has not begun");

    private string SecretPath => $"/api/v1/namespaces/{Service.Namespace}/secrets/hook-tls";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Own("it makes a custom resource of the cluster");
        service = await Make.ServiceAsync(await Make.NamespaceAsync(Cancelled), "hook", Cancelled);
    }

    public override async ValueTask DisposeAsync()
    {
        foreign.Dispose();
        if (manager is not null)
        {
            await manager.DisposeAsync();
        }
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_Certificate_becomes_a_Secret_and_the_configuration_trusts_it()
    {
        await StartAsync(merges: true);
        var path = await ConfigurationAsync("hook", null, 2);

        await Manager.SettledAsync(Cancelled);
        var secret = await Cluster.Admin.GetAsync(SecretPath, Cancelled);
        var certificate = await Manager.Api.GetAsync("hook", Cancelled);

        Assert.Equal(["ca.crt", "tls.crt", "tls.key"], SecretData.Keys(secret).Order(StringComparer.Ordinal));
        Assert.Equal("kubernetes.io/tls", (string?)secret["type"]);
        Assert.Equal("hook", (string?)secret["metadata"]?["annotations"]?["cert-manager.io/certificate-name"]);
        var pair = CertificatePem.ReadPair(SecretData.Text(secret, "tls.crt"), SecretData.Text(secret, "tls.key"));
        Assert.True(pair?.Leaf.MatchesHostname(Service.ServerName));
        var status = new CertificateStatus(certificate);
        Assert.Equal((1, "True", null), (status.Revision, status.Condition("Ready"), status.Condition("Issuing")));
        Assert.Equal([Manager.Issuer.Authority.Pem, Manager.Issuer.Authority.Pem], await BundlesAsync(path));
        await AssertAdmitsAsync(pair, Manager.Issuer.Authority);
    }

    [Fact]
    public async Task Issuing_leads_to_a_new_leaf_of_the_same_authority()
    {
        await StartAsync(merges: true);
        var path = await ConfigurationAsync("hook", null, 1);
        await Manager.SettledAsync(Cancelled);
        var before = await LeafAsync();
        var bundles = await BundlesAsync(path);

        await RenewAsync();
        var status = new CertificateStatus(await Manager.Api.GetAsync("hook", Cancelled));

        Assert.NotEqual(before, await LeafAsync());
        Assert.Equal((2, "True", null), (status.Revision, status.Condition("Ready"), status.Condition("Issuing")));
        Assert.Equal([Manager.Issuer.Authority.Pem], bundles);
        Assert.Equal(bundles, await BundlesAsync(path));
    }

    [Fact]
    public async Task While_it_issues_the_old_leaf_stays_and_the_condition_says_so()
    {
        await StartAsync(merges: true);
        var before = await LeafAsync();
        Manager.Issuer.IssuingTime = TimeSpan.FromSeconds(1);

        var renewal = RenewAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(300), Cancelled);
        var status = new CertificateStatus(await Manager.Api.GetAsync("hook", Cancelled));
        var meanwhile = await LeafAsync();
        await renewal;

        Assert.Equal((1, "True", "True"), (status.Revision, status.Condition("Ready"), status.Condition("Issuing")));
        Assert.Equal(before, meanwhile);
        Assert.NotEqual(before, await LeafAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_new_authority_is_added_by_a_merging_injector_and_takes_the_old_ones_place_by_another(bool merges)
    {
        await StartAsync(merges);
        var path = await ConfigurationAsync("hook", null, 2);
        await Manager.SettledAsync(Cancelled);
        var old = Manager.Issuer.Authority.Pem;

        Manager.Issuer.ReplaceAuthority();
        await Manager.SettledAsync(Cancelled);
        var beforeRenewal = await BundlesAsync(path);
        await RenewAsync();

        var expected = merges ? old + Manager.Issuer.Authority.Pem : Manager.Issuer.Authority.Pem;
        Assert.Equal([old, old], beforeRenewal);
        Assert.Equal([expected, expected], await BundlesAsync(path));
        Assert.Equal(Manager.Issuer.Authority.Pem, SecretData.Text(await Cluster.Admin.GetAsync(SecretPath, Cancelled), "ca.crt"));
    }

    [Fact]
    public async Task A_merging_injector_drops_what_has_expired_and_replaces_what_cannot_be_read()
    {
        await StartAsync(merges: true);
        using var expired = new TestCertificates("expired CA", DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(-1));
        await Manager.SettledAsync(Cancelled);
        var own = Manager.Issuer.Authority.Pem;

        var dropped = await ConfigurationAsync("hook", expired.Pem + foreign.Pem + foreign.Pem, 1);
        var replaced = await ConfigurationAsync("hook", "not a certificate", 1);
        await Manager.SettledAsync(Cancelled);

        Assert.Equal([foreign.Pem + own], await BundlesAsync(dropped));
        Assert.Equal([own], await BundlesAsync(replaced));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_foreign_bundle_is_reverted(bool merges)
    {
        await StartAsync(merges);
        var path = await ConfigurationAsync("hook", null, 2);
        await Manager.SettledAsync(Cancelled);
        var own = Manager.Issuer.Authority.Pem;

        var trusting = await TrustingObject.ReadAsync(Cluster.Admin, path, Cancelled);
        await trusting.InjectAsync(Cluster.Admin, "me", _ => foreign.Pem, Cancelled);
        await Manager.SettledAsync(Cancelled);

        var expected = merges ? foreign.Pem + own : own;
        Assert.Equal([expected, expected], await BundlesAsync(path));
    }

    [Fact]
    public async Task A_foreign_leaf_is_reissued()
    {
        await StartAsync(merges: true);
        await Manager.SettledAsync(Cancelled);
        var foreignLeaf = foreign.Issue(Service.ServerName);

        await WriteSecretAsync(new() { ["tls.crt"] = foreignLeaf.ChainPem, ["tls.key"] = foreignLeaf.KeyPem });
        await Manager.SettledAsync(Cancelled);

        var secret = await Cluster.Admin.GetAsync(SecretPath, Cancelled);
        var pair = CertificatePem.ReadPair(SecretData.Text(secret, "tls.crt"), SecretData.Text(secret, "tls.key"));
        Assert.Equal(Manager.Issuer.Authority.Authority.Subject, pair?.Leaf.Issuer);
        Assert.Equal(2, new CertificateStatus(await Manager.Api.GetAsync("hook", Cancelled)).Revision);
    }

    [Fact]
    public async Task An_authority_added_to_the_Secret_is_injected_and_stays_until_the_next_issuance()
    {
        await StartAsync(merges: false);
        var path = await ConfigurationAsync("hook", null, 1);
        await Manager.SettledAsync(Cancelled);
        var own = Manager.Issuer.Authority.Pem;

        await WriteSecretAsync(new() { ["ca.crt"] = own + foreign.Pem });
        await Manager.SettledAsync(Cancelled);
        var added = await BundlesAsync(path);
        await RenewAsync();

        Assert.Equal([own + foreign.Pem], added);
        Assert.Equal([own], await BundlesAsync(path));
    }

    [Fact]
    public async Task A_deleted_Secret_comes_back_with_another_leaf()
    {
        await StartAsync(merges: true);
        var before = await LeafAsync();

        await Cluster.Admin.DeleteAsync(SecretPath, Cancelled);
        await Manager.SettledAsync(Cancelled);

        Assert.NotEqual(before, await LeafAsync());
    }

    [Fact]
    public async Task An_issuer_that_refuses_leaves_everything_as_it_was()
    {
        await StartAsync(merges: true);
        var before = await LeafAsync();
        Manager.Issuer.Refusal = "quota exceeded";

        await RenewAsync();
        var certificate = await Manager.Api.GetAsync("hook", Cancelled);
        var status = new CertificateStatus(certificate);

        Assert.Equal((1, "True", "False"), (status.Revision, status.Condition("Ready"), status.Condition("Issuing")));
        Assert.Contains("quota exceeded", certificate.ToJsonString(), StringComparison.Ordinal);
        Assert.True(status.HasFailed);
        Assert.Equal(before, await LeafAsync());
    }

    [Fact]
    public async Task What_names_no_Certificate_or_a_Secret_that_does_not_allow_it_is_not_injected()
    {
        await StartAsync(merges: true);
        await Manager.SettledAsync(Cancelled);
        await Make.TlsSecretAsync(Service.Namespace, "direct", foreign.Issue(Service.ServerName), foreign.Pem, Cancelled);
        var ofNothing = await ConfigurationAsync("no-such-certificate", null, 1);
        var ofSecret = await ConfigurationAsync("direct", null, 1, "inject-ca-from-secret");
        await Manager.Api.CreateAsync("other", "hook-tls", [Service.ServerName], Cancelled); // the Secret says that it is hook's
        var ofAnothersSecret = await ConfigurationAsync("other", null, 1);
        await Manager.SettledAsync(Cancelled);

        Assert.Equal([""], await BundlesAsync(ofNothing));
        Assert.Equal([""], await BundlesAsync(ofSecret));
        Assert.Equal([""], await BundlesAsync(ofAnothersSecret));

        await Cluster.Admin.MergeAsync(
            $"/api/v1/namespaces/{Service.Namespace}/secrets/direct",
            """{"metadata":{"annotations":{"cert-manager.io/allow-direct-injection":"true"}}}""",
            Cancelled);
        await Manager.SettledAsync(Cancelled);
        Assert.Equal([foreign.Pem], await BundlesAsync(ofSecret));
    }

    [Fact]
    public async Task Definitions_and_aggregated_APIs_are_injected_too()
    {
        await StartAsync(merges: false);
        var definition = $"{TrustingObject.Definitions}/{(await Make.DefinitionAsync(Service, foreign.Pem, Cancelled)).Configuration}";
        var aggregated = $"{TrustingObject.ApiServices}/{(await Make.ApiServiceAsync(Service, foreign.Pem, Cancelled)).Configuration}";
        await AnnotateAsync(definition, "hook", "inject-ca-from");
        await AnnotateAsync(aggregated, "hook", "inject-ca-from");

        await Manager.SettledAsync(Cancelled);

        Assert.Equal([Manager.Issuer.Authority.Pem], await BundlesAsync(definition));
        Assert.Equal([Manager.Issuer.Authority.Pem], await BundlesAsync(aggregated));
    }

    private async Task StartAsync(bool merges)
    {
        manager = await CertManagerEmulator.StartAsync(Cluster.Admin, Service.Namespace, merges, Cancelled);
        await manager.Api.CreateAsync("hook", "hook-tls", [Service.ServerName], Cancelled);
        await manager.SettledAsync(Cancelled);
    }

    /// <summary>As `cmctl renew` does it.</summary>
    private async Task RenewAsync()
    {
        await Manager.Api.ChangeStatusAsync(
            "hook",
            status => status.SetCondition("Issuing", true, "ManuallyTriggered", "Certificate re-issuance manually triggered"),
            Cancelled);
        await Manager.SettledAsync(Cancelled);
    }

    private async Task<string> ConfigurationAsync(string source, string? bundle, int webhooks, string annotation = "inject-ca-from")
    {
        var entries = Enumerable.Range(0, webhooks)
            .Select(n => new WebhookEntry(Service, bundle) { Name = $"w{n}.webhook-cert.test", FailurePolicy = "Ignore" });
        var path = $"{TrustingObject.Validating}/{await Make.ValidatingAsync([.. entries], Cancelled)}";
        await AnnotateAsync(path, source, annotation);
        return path;
    }

    private Task<JsonObject> AnnotateAsync(string path, string source, string annotation) => Cluster.Admin.MergeAsync(
        path, $$"""{"metadata":{"annotations":{"cert-manager.io/{{annotation}}":"{{Service.Namespace}}/{{source}}"} } }""", Cancelled);

    private async Task WriteSecretAsync(Dictionary<string, string> values) =>
        await Cluster.Admin.MergeAsync(SecretPath, new JsonObject { ["data"] = SecretData.Of(values) }.ToJsonString(), Cancelled);

    private async Task<IReadOnlyList<string>> BundlesAsync(string path) =>
        (await TrustingObject.ReadAsync(Cluster.Admin, path, Cancelled)).Bundles;

    private async Task<string> LeafAsync() => SecretData.Text(await Cluster.Admin.GetAsync(SecretPath, Cancelled), "tls.crt");

    /// <summary>The API server's own verdict on what was issued.</summary>
    private async Task AssertAdmitsAsync(TestCertificate? served, TestCertificates trusted)
    {
        Assert.NotNull(served);
        await using var server = new WebhookServer(Service, served);
        await Make.ValidatingAsync([new WebhookEntry(Service, trusted.Pem)], Cancelled);
        var answer = await EventuallyAsync(
            () => Cluster.Admin.SendAsync(
                HttpMethod.Post, $"/api/v1/namespaces/{Service.Namespace}/configmaps?dryRun=All", Manifest.ConfigMap("guarded"), Cancelled),
            _ => server.RequestCount > 0);
        Assert.True(answer.IsSuccess, answer.Message);
    }
}
