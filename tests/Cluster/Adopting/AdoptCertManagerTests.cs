using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>`adopt --to cert-manager`: what nobody manages is handed over while admission requests are sent.</summary>
public sealed class AdoptCertManagerTests(SharedCluster shared) : CertManagerAdoptionTest(shared)
{
    private const string MadeAuthority = "webhook-server-cert-ca";

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task What_was_made_by_hand_is_handed_over_with_a_new_ca_and_no_request_fails(bool merges, bool reissuesUnmarked)
    {
        await using var stage = await ByHandAsync();
        await StartAsync(stage, merges, reissuesUnmarked);
        var before = await StateAsync(stage);

        AssertDone(await AdoptUnderLoadAsync(stage));

        var after = await StateAsync(stage);
        await AssertServedAnewAsync(stage, before);
        Assert.NotEqual(before.Bundle, after.Bundle);
        Assert.Equal(after.Text("ca.crt").Trim(), after.Bundle.Trim());
        Assert.Contains("BEGIN RSA PRIVATE KEY", after.Text("tls.key"), StringComparison.Ordinal);
        Assert.Equal($"{stage.Namespace}/{stage.Secret.Name}", Json.At(after.Configuration, "metadata.annotations")?["cert-manager.io/inject-ca-from"]?.GetValue<string>());
        var certificate = await Manager.Api.GetAsync(stage.Secret.Name, Cancelled);
        Assert.Equal(1, new CertificateStatus(certificate).Revision);
        Assert.Equal("RSA 2048 PKCS1 Always", string.Join(' ', Values(certificate, "algorithm", "size", "encoding", "rotationPolicy")));
        var names = Assert.IsType<JsonArray>(certificate["spec"]?["dnsNames"]).Select(name => (string?)name);
        Assert.Superset(new HashSet<string?> { stage.Service.ServerName, "by-hand.example", stage.Service.Name }, names.ToHashSet());
        await AssertHandedOverAsync(stage);

        AssertDone(await RotateUnderLoadAsync(stage));
        Assert.Equal(2, new CertificateStatus(await Manager.Api.GetAsync(stage.Secret.Name, Cancelled)).Revision);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_ca_whose_key_is_at_hand_stays_the_ca(bool merges)
    {
        await using var stage = await WithAuthorityKeyAsync();
        await StartAsync(stage, merges, reissuesUnmarked: false);
        var before = await StateAsync(stage);

        AssertDone(await AdoptUnderLoadAsync(stage));

        var after = await StateAsync(stage);
        await AssertServedAnewAsync(stage, before);
        Assert.Equal(before.Bundle.Trim(), after.Bundle.Trim());
        Assert.Equal(Authority.Pem, after.Text("ca.crt"));

        // the injector has had nothing to write, so that who made the bundle is still noted as its writer
        await AssertHandedOverAsync(stage, "owner-conflict");
    }

    [Theory]
    [InlineData("/issuers", true, false)]
    [InlineData("/certificates", false, false)]
    [InlineData("/certificates", true, false)]
    [InlineData("/certificates", true, true)]
    [InlineData("/validatingwebhookconfigurations/", true, false)]
    public async Task Killed_on_the_way_the_same_command_goes_on_and_no_request_fails(string path, bool isApplied, bool merges)
    {
        await using var stage = await ByHandAsync();
        await StartAsync(stage, merges);
        var before = await StateAsync(stage);
        await using var proxy = new FaultProxy(ReachingLoopback());
        await using var load = await stage.LoadAsync(PerSecond + 10, Cancelled);

        var isKilled = await KilledRun.RunAsync(proxy, Call(proxy.Kubeconfig, stage), write => IsAt(write, path), isApplied, Cancelled);
        Assert.True(isKilled, "it ended before that write");
        await PauseAsync(2);
        await EndLeaseAsync(stage);
        var result = await AdoptAsync(stage);
        await PauseAsync(1);

        AssertDone((result, await StopAsync(load)));
        Assert.Contains("going on with the adoption", result.Error, StringComparison.Ordinal);
        await AssertServedAnewAsync(stage, before);
        await AssertHandedOverAsync(stage);
    }

    [Theory]
    [InlineData("/issuers", 1, true)]
    [InlineData("/certificates", 1, true)]
    [InlineData("/validatingwebhookconfigurations/", 2, true)]
    [InlineData("/validatingwebhookconfigurations/", 3, true)]
    [InlineData("/validatingwebhookconfigurations/", 3, false)]
    public async Task Killed_on_the_way_it_is_taken_back_and_no_request_fails(string path, int ordinal, bool merges)
    {
        await using var stage = await ByHandAsync();
        await StartAsync(stage, merges);
        var before = await StateAsync(stage);
        await using var proxy = new FaultProxy(ReachingLoopback());
        await using var load = await stage.LoadAsync(PerSecond + 10, Cancelled);
        var seen = 0;

        var isKilled = await KilledRun.RunAsync(proxy, Call(proxy.Kubeconfig, stage), write => IsAt(write, path) && ++seen == ordinal, isApplied: true, Cancelled);
        Assert.True(isKilled, "it ended before that write");
        await PauseAsync(2);
        await EndLeaseAsync(stage);
        var result = await AdoptAsync(stage, "--abort");
        await PauseAsync(1);

        AssertDone((result, await StopAsync(load)));
        var after = await StateAsync(stage);
        Assert.Equal(before.Secret["data"]?.ToJsonString(), after.Secret["data"]?.ToJsonString());
        Assert.Equal(before.Bundles, after.Bundles);
        Assert.Null(Json.At(after.Configuration, "metadata.annotations"));
        Assert.DoesNotContain("cert-manager.io", (after.Secret["metadata"]?["annotations"] ?? "").ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(await NamesAsync(Manager.Api.Collection));
        Assert.Empty(await NamesAsync(Manager.Api.IssuerCollection));
        Assert.DoesNotContain(MadeAuthority, await NamesAsync(stage.Secret.Collection));
        await AssertNothingUnderWayAsync(stage);
        foreach (var pod in stage.Deployment.Pods)
        {
            Assert.Equal(before.Leaf?.Sha256, await ServedLeaf.Sha256Async(pod.Server.Address, Cancelled));
        }
    }

    [Fact]
    public async Task A_dry_run_prints_what_a_repository_should_hold_and_writes_nothing()
    {
        await using var stage = await ByHandAsync();
        await StartAsync(stage);
        var before = await StateAsync(stage);

        var yaml = await AdoptAsync(stage, "--dry-run=client", "-o", "yaml");
        var plan = await AdoptAsync(stage, "--dry-run=client");
        var server = await AdoptAsync(stage, "--dry-run=server");

        Plugin.MustBeDone(yaml);
        Plugin.MustBeDone(plan);
        Plugin.MustBeDone(server);
        var documents = yaml.Output.Split("---\n");
        Assert.Equal(4, documents.Length);
        Assert.Contains("create it out of band", documents[0], StringComparison.Ordinal);
        Assert.DoesNotContain("\ndata:", documents[0], StringComparison.Ordinal);
        Assert.Contains("kind: Issuer", documents[1], StringComparison.Ordinal);
        Assert.Contains("kind: Certificate", documents[2], StringComparison.Ordinal);
        Assert.Contains("rotationPolicy: Always", documents[2], StringComparison.Ordinal);
        Assert.Contains($"cert-manager.io/inject-ca-from: {stage.Namespace}/{stage.Secret.Name}", documents[3], StringComparison.Ordinal);
        Assert.Contains("what cert-manager issues", plan.Output, StringComparison.Ordinal);
        await AssertUntouchedAsync(stage, before);
        Assert.Empty(await NamesAsync(Manager.Api.Collection));
    }

    [Fact]
    public async Task What_is_cert_managers_already_or_in_the_way_is_refused()
    {
        await using var stage = await ByHandAsync();
        await StartAsync(stage);
        var before = await StateAsync(stage);

        Plugin.MustFail(await AdoptAsync(stage, "--issuer", "nobody"), "there is no Issuer");
        await Make.SecretAsync(stage.Namespace, MadeAuthority, "Opaque", new Dictionary<string, string> { ["other"] = "thing" }, Cancelled);
        Plugin.MustFail(await AdoptAsync(stage), MadeAuthority);
        await AssertUntouchedAsync(stage, before);
        await Cluster.Admin.DeleteAsync($"{stage.Secret.Collection}/{MadeAuthority}", Cancelled);
        Plugin.MustBeDone(await AdoptAsync(stage));
        Plugin.MustFail(await AdoptAsync(stage), "cert-manager's already");
    }

    private static IEnumerable<string> Values(JsonObject certificate, params IReadOnlyList<string> keys) =>
        keys.Select(key => certificate["spec"]?["privateKey"]?[key]?.ToString() ?? "");

    private static bool IsAt(ProxiedWrite write, string path) => !write.IsDryRun && write.Path.Contains(path, StringComparison.Ordinal);

    private static ProgramCall Call(string kubeconfig, RotatingStage stage) => NativeBinary.Call(
        ["adopt", stage.Configuration, "--to", "cert-manager", "--yes", "--settle", "1s", "--timeout", "60s", "--reload-time", "3s", "--kubeconfig", kubeconfig]) with
    {
        Timeout = TimeSpan.FromSeconds(90),
    };

    private Task<ApiAnswer> EndLeaseAsync(RotatingStage stage) => Cluster.Admin.SendAsync(
        HttpMethod.Delete, $"{LeasesOf(stage)}/webhook-cert-lease-{stage.Secret.Name}", null, Cancelled);
}
