using System.Text;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The emulated cert-controller does to a Secret and to CA bundles what the real library was seen to do.</summary>
public sealed class CertControllerEmulatorTests(SharedCluster shared) : RotatingTest(shared)
{
    private const string AuthorityName = "webhook-ca";

    private static readonly TimeSpan?[] Kubelet = [TimeSpan.FromSeconds(1)];
    private static readonly TimeSpan?[] TwoKubelets = [TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1.2)];

    private readonly RotatorAuthority old = RotatorAuthority.Make(AuthorityName);
    private readonly RotatorAuthority next = RotatorAuthority.Make(AuthorityName);

    private BundleTarget? target;

    [Fact]
    public async Task A_foreign_edit_of_a_bundle_is_reverted_at_once()
    {
        await using var stage = await StageAsync(Kubelet);
        await using var rotator = Start(stage);
        await UntilBundleAsync(old.CertificatePem);

        for (var edit = 0; edit < 5; edit++)
        {
            var before = rotator.InjectedCount;
            await EditBundleAsync(old.CertificatePem + next.CertificatePem);
            await UntilAsync(() => Task.FromResult(rotator.InjectedCount > before));
            Assert.Equal(old.CertificatePem, await BundleAsync());
        }
        Assert.Equal((0, 0), (rotator.RegeneratedCount, rotator.ReissuedCount));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Three_writes_rotate_the_authority_and_fail_no_request(bool isLeafWritten)
    {
        await using var stage = await StageAsync(TwoKubelets);
        await using var rotator = Start(stage);
        await using var stale = Start(stage, TimeSpan.FromMilliseconds(15));
        await using var load = await stage.LoadAsync(PerSecond, Cancelled);

        await stage.WriteAsync(Change("ca.crt", old.CertificatePem + next.CertificatePem), Cancelled);
        await UntilBundleAsync(old.CertificatePem + next.CertificatePem);
        var write = Rotation(stage, next, next.CertificatePem + old.CertificatePem);
        if (!isLeafWritten)
        {
            write.Remove("tls.crt");
            write.Remove("tls.key");
        }
        await stage.WriteAsync(write, Cancelled);
        await UntilBundleAsync(next.CertificatePem + old.CertificatePem);
        await UntilServedAsync(stage);
        await stage.WriteAsync(Change("ca.crt", next.CertificatePem), Cancelled);
        await UntilBundleAsync(next.CertificatePem);
        await PauseAsync(1);
        var result = await StopAsync(load);

        AssertNoneFailed(result);
        Assert.Equal(next.CertificatePem, await BundleAsync());
        Assert.Equal(0, rotator.RegeneratedCount + stale.RegeneratedCount);
        Assert.Equal(isLeafWritten ? 0 : 1, rotator.ReissuedCount + stale.ReissuedCount);
    }

    [Fact]
    public async Task The_second_write_without_an_injector_fails_on_new_connections()
    {
        await using var stage = await StageAsync(Kubelet);
        await using var load = await stage.LoadAsync(PerSecond, Cancelled);

        await stage.WriteAsync(Rotation(stage, next, next.CertificatePem + old.CertificatePem), Cancelled);
        await PauseAsync(2.5);
        var result = await StopAsync(load);

        Assert.True(result.New.Failed > PerSecond / 2, result.ToString());
        Assert.Contains("x509: certificate signed by unknown authority", result.New.Error, StringComparison.Ordinal);
        Assert.Equal(0, result.Kept.Failed);
    }

    [Theory]
    [InlineData(false, 3650, true)] // no SAN
    [InlineData(true, 60, true)]
    [InlineData(true, 91, false)]
    public async Task An_authority_is_regenerated_where_it_lacks_its_name_or_90_days(bool hasName, int days, bool isRegenerated)
    {
        var written = RotatorAuthority.Make(AuthorityName, hasName ? AuthorityName : null, DateTimeOffset.UtcNow.AddDays(days));
        await using var stage = await StageAsync(Kubelet);
        await using var rotator = Start(stage);
        await UntilBundleAsync(old.CertificatePem);
        var union = written.CertificatePem + old.CertificatePem;

        // its leaf is good for a year: it is not what is judged here
        await stage.WriteAsync(Rotation(stage, written, union), Cancelled);
        await UntilAsync(async () => await BundleAsync() != old.CertificatePem);
        await PauseAsync(0.5);

        var held = await HeldAsync(stage);
        Assert.Equal(isRegenerated ? 1 : 0, rotator.RegeneratedCount);
        Assert.Equal(0, rotator.ReissuedCount);
        Assert.Equal(!isRegenerated, held.Authorities == union);
        Assert.Equal(held.Authorities, await BundleAsync());
        Assert.True(held.HasGoodAuthority(AuthorityName, DateTimeOffset.UtcNow));
        Assert.True(held.HasGoodLeaf(stage.Service.ServerName, DateTimeOffset.UtcNow));
    }

    [Fact]
    public async Task Write_one_is_accepted_whatever_comes_second()
    {
        var bad = RotatorAuthority.Make(AuthorityName, null, DateTimeOffset.UtcNow.AddDays(10));
        await using var stage = await StageAsync(Kubelet);
        await using var rotator = Start(stage);

        await stage.WriteAsync(Change("ca.crt", old.CertificatePem + bad.CertificatePem), Cancelled);
        await UntilBundleAsync(old.CertificatePem + bad.CertificatePem);

        Assert.Equal(0, rotator.RegeneratedCount);
    }

    [Fact]
    public async Task An_authority_key_as_pkcs8_stops_injection_silently_and_as_pkcs1_it_heals()
    {
        await using var stage = await StageAsync(Kubelet);
        await using var rotator = Start(stage);
        await UntilBundleAsync(old.CertificatePem);
        await using var load = await stage.LoadAsync(PerSecond, Cancelled);
        var write = Rotation(stage, next, next.CertificatePem + old.CertificatePem);
        write["ca.key"] = next.Pkcs8KeyPem;

        await stage.WriteAsync(write, Cancelled);
        await PauseAsync(2);
        var whileStopped = await BundleAsync();
        var held = await HeldAsync(stage);
        await stage.WriteAsync(Change("ca.key", next.KeyPem), Cancelled);
        await UntilBundleAsync(next.CertificatePem + old.CertificatePem);
        await PauseAsync(0.5);
        var failed = load.Result.New.Failed;
        await PauseAsync(1);
        var result = await StopAsync(load);

        Assert.Equal(old.CertificatePem, whileStopped);
        Assert.Equal(next.Pkcs8KeyPem, held.AuthorityKey);
        Assert.Equal((0, 0), (rotator.RegeneratedCount, rotator.ReissuedCount));
        Assert.True(failed > 0, "new connections should have failed");
        Assert.Equal(failed, result.New.Failed);
        Assert.Equal(0, result.Kept.Failed);
    }

    [Fact]
    public async Task A_leaf_that_is_removed_is_reissued_and_the_union_kept()
    {
        await using var stage = await StageAsync(Kubelet);
        await using var rotator = Start(stage);
        var union = old.CertificatePem + next.CertificatePem;
        await stage.WriteAsync(Change("ca.crt", union), Cancelled);
        await UntilBundleAsync(union);
        var before = await HeldAsync(stage);
        await using var load = await stage.LoadAsync(PerSecond, Cancelled);

        await stage.WriteAsync(new Dictionary<string, string?> { ["tls.crt"] = null, ["tls.key"] = null }, Cancelled);
        await UntilAsync(async () => (await HeldAsync(stage)).HasGoodLeaf(stage.Service.ServerName, DateTimeOffset.UtcNow));
        await UntilServedAsync(stage);
        await PauseAsync(0.5);
        var result = await StopAsync(load);

        var held = await HeldAsync(stage);
        AssertNoneFailed(result);
        Assert.Equal((0, 1), (rotator.RegeneratedCount, rotator.ReissuedCount));
        Assert.Equal((union, old.KeyPem, union), (held.Authorities, held.AuthorityKey, await BundleAsync()));
        Assert.NotEqual(before.Leaf, held.Leaf);
    }

    [Fact]
    public async Task A_leaf_of_60_days_is_replaced_and_its_authority_kept()
    {
        await using var stage = await StageAsync(Kubelet);
        await using var rotator = Start(stage);
        await UntilBundleAsync(old.CertificatePem);
        var (leaf, key) = old.Issue(stage.Service.ServerName, DateTimeOffset.UtcNow.AddDays(60));

        await stage.WriteAsync(new Dictionary<string, string?> { ["tls.crt"] = leaf, ["tls.key"] = key }, Cancelled);
        await UntilAsync(() => Task.FromResult(rotator.ReissuedCount == 1));

        Assert.Equal(0, rotator.RegeneratedCount);
        Assert.Equal(old.CertificatePem, (await HeldAsync(stage)).Authorities);
    }

    [Fact]
    public async Task A_secret_that_is_emptied_is_filled_anew_and_requests_fail_until_the_kubelet_follows()
    {
        await using var stage = await StageAsync(Kubelet);
        await using var rotator = Start(stage);
        await UntilBundleAsync(old.CertificatePem);
        await using var load = await stage.LoadAsync(PerSecond, Cancelled);

        await Cluster.Admin.MergeAsync(stage.Secret.Path, """{"data":null}""", Cancelled);
        await UntilAsync(async () => await BundleAsync() is var bundle && bundle.Length > 0 && bundle != old.CertificatePem);
        await UntilServedAsync(stage);
        await PauseAsync(0.5);
        var failed = load.Result.Failed;
        await PauseAsync(1);
        var result = await StopAsync(load);

        Assert.Equal(1, rotator.RegeneratedCount);
        Assert.True(result.New.Failed > PerSecond / 4, result.ToString());
        Assert.True(result.Kept.Failed > 0, "another bundle makes the API server connect anew");
        Assert.Equal(failed, result.Failed);
        Assert.True(result.New.Gap.TotalSeconds > 0.5, "it was over before the kubelet followed");
    }

    [Fact]
    public async Task Definitions_and_aggregated_APIs_have_their_bundles_kept_too()
    {
        await using var stage = await StageAsync(Kubelet);
        var definition = await Make.DefinitionAsync(stage.Service, old.CertificatePem, Cancelled);
        var aggregated = await Make.ApiServiceAsync(stage.Service, old.CertificatePem, Cancelled);
        var mutating = await Make.MutatingAsync(AdmissionLoad.Webhooks(stage.Service, old.CertificatePem), Cancelled);
        BundleTarget[] targets =
        [
            BundleTarget.Definition(definition.Configuration),
            BundleTarget.ApiService(aggregated.Configuration),
            BundleTarget.Mutating(mutating),
        ];
        await using var rotator = new CertControllerEmulator(Cluster.Admin, Profile(stage) with { Targets = targets });
        var union = old.CertificatePem + next.CertificatePem;

        await stage.WriteAsync(Change("ca.crt", union), Cancelled);

        foreach (var each in targets)
        {
            await UntilAsync(async () => (await BundlesAsync(each)).All(bundle => bundle == union));
        }
        var counts = await Task.WhenAll(targets.Select(async each => (await BundlesAsync(each)).Count));
        Assert.Equal([1, 1, 2], counts);
    }

    private async Task<RotatingStage> StageAsync(TimeSpan?[] reloadDelays)
    {
        var stage = await RotatingStage.MakeAsync(
            ReachingLoopback(),
            Make,
            serverName =>
            {
                var (leaf, key) = old.Issue(serverName);
                var data = new Dictionary<string, string>
                {
                    ["ca.crt"] = old.CertificatePem,
                    ["ca.key"] = old.KeyPem,
                    ["tls.crt"] = leaf,
                    ["tls.key"] = key,
                };
                return (data, old.CertificatePem);
            },
            secret => secret,
            reloadDelays,
            Cancelled);
        target = BundleTarget.Validating(stage.Configuration);
        return stage;
    }

    private CertControllerEmulator Start(RotatingStage stage) => Start(stage, TimeSpan.Zero);

    private CertControllerEmulator Start(RotatingStage stage, TimeSpan secretLag) =>
        new(Cluster.Admin, Profile(stage) with { Targets = [BundleTarget.Validating(stage.Configuration)], SecretLag = secretLag });

    private static RotatorProfile Profile(RotatingStage stage) =>
        new(stage.Secret.Namespace, stage.Secret.Name, AuthorityName, stage.Service.ServerName);

    private static Dictionary<string, string?> Change(string key, string value) => new() { [key] = value };

    // Write 2: another authority with its key, and a leaf of it.
    private static Dictionary<string, string?> Rotation(RotatingStage stage, RotatorAuthority authority, string authorities)
    {
        var (leaf, key) = authority.Issue(stage.Service.ServerName);
        return new() { ["ca.crt"] = authorities, ["ca.key"] = authority.KeyPem, ["tls.crt"] = leaf, ["tls.key"] = key };
    }

    private async Task<RotatorSecret> HeldAsync(RotatingStage stage) =>
        RotatorSecret.Read(await Cluster.Admin.GetAsync(stage.Secret.Path, Cancelled));

    private async Task<IReadOnlyList<string>> BundlesAsync(BundleTarget of)
    {
        var bundles = of.Bundles(await Cluster.Admin.GetAsync(of.Path, Cancelled));
        return [.. bundles.Select(each => Encoding.UTF8.GetString(Convert.FromBase64String(each)))];
    }

    // Of both webhooks the same; where not, neither.
    private async Task<string> BundleAsync() =>
        (await BundlesAsync(target!)).Distinct().ToArray() is [var only] ? only : "";

    // Once is no proof: a replica that is behind can put the previous bundle back for a moment.
    private Task UntilBundleAsync(string bundle) => UntilAsync(async () =>
    {
        if (await BundleAsync() != bundle)
        {
            return false;
        }
        await PauseAsync(0.3);
        return await BundleAsync() == bundle;
    });

    // The edit itself may meet a conflict with the rotator's write: then once more.
    private Task EditBundleAsync(string bundle) => UntilAsync(async () =>
    {
        var state = await Cluster.Admin.GetAsync(target!.Path, Cancelled);
        target.Inject(state, Convert.ToBase64String(Encoding.UTF8.GetBytes(bundle)));
        return (await Cluster.Admin.SendAsync(HttpMethod.Put, target.Path, state.ToJsonString(), Cancelled)).IsSuccess;
    });

    // On new connections, of each replica: what the Secret holds.
    private async Task UntilServedAsync(RotatingStage stage)
    {
        var leaf = stage.Secret.Read(await Cluster.Admin.GetAsync(stage.Secret.Path, Cancelled));
        Assert.NotNull(leaf);
        foreach (var pod in stage.Deployment.Pods)
        {
            await UntilAsync(async () => await ServedLeaf.Sha256Async(pod.Server.Address, Cancelled) == leaf.Sha256);
        }
    }
}
