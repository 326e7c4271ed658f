namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>`rotate` where cert-controller keeps the bundles: it writes the Secret, and cert-controller carries that on.</summary>
public sealed class RotateCertControllerTests(SharedCluster shared) : RotateTest(shared)
{
    private const string AuthorityName = "webhook-ca";

    private static readonly TimeSpan?[] TwoKubelets = [TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(1.2)];

    private readonly RotatorAuthority old = RotatorAuthority.Make(AuthorityName);

    [Theory]
    [InlineData()]
    [InlineData("--key-algorithm", "ecdsa-p256")] // of the leaf: whatever key it has is accepted
    public async Task A_leaf_is_reissued_under_the_same_ca(params string[] flags)
    {
        await using var stage = await StageAsync();
        await using var rotator = Start(stage, TimeSpan.Zero);
        await using var stale = Start(stage, TimeSpan.FromMilliseconds(15));
        var before = await StateAsync(stage);

        AssertDone(await RotateUnderLoadAsync(stage, flags));

        var after = await StateAsync(stage);
        await AssertServedAnewAsync(stage, before);
        Assert.Equal((old.CertificatePem, old.KeyPem), (after.Text("ca.crt"), after.Text("ca.key")));
        Assert.Equal(old.CertificatePem, after.Bundle);
        await AssertKeptAsync(stage, rotator, stale);
    }

    [Theory]
    [InlineData()]
    [InlineData("--ca-duration", "2200h")] // 91 days
    [InlineData("--key-algorithm", "rsa-3072")]
    public async Task A_ca_is_replaced_in_three_writes_and_no_request_fails(params string[] flags)
    {
        await using var stage = await StageAsync();
        await using var rotator = Start(stage, TimeSpan.Zero);
        await using var stale = Start(stage, TimeSpan.FromMilliseconds(15));
        var before = await StateAsync(stage);

        AssertDone(await RotateUnderLoadAsync(stage, ["--ca", .. flags]));

        var after = await StateAsync(stage);
        await AssertServedAnewAsync(stage, before);
        Assert.Equal(before.Keys, after.Keys);
        Assert.Equal(after.Text("ca.crt"), after.Bundle);
        var trusted = Assert.Single(CertificatePem.Read(after.Bundle) ?? []);
        Assert.True(trusted.MatchesHostname(AuthorityName, allowWildcards: false, allowCommonName: false));
        Assert.StartsWith("-----BEGIN RSA PRIVATE KEY-----", after.Text("ca.key"), StringComparison.Ordinal);
        Assert.NotEqual(before.Text("ca.key"), after.Text("ca.key"));
        await AssertKeptAsync(stage, rotator, stale);
    }

    [Fact]
    public async Task A_ca_that_was_replaced_is_put_back_through_the_secret_and_no_request_fails()
    {
        await using var stage = await StageAsync();
        await using var rotator = Start(stage, TimeSpan.Zero);
        await using var stale = Start(stage, TimeSpan.FromMilliseconds(15));
        var before = await StateAsync(stage);
        Plugin.MustBeDone(await RotateAsync(stage.Configuration, "--ca"));
        Assert.NotEqual(before.Bundle, (await StateAsync(stage)).Bundle);

        await using var load = await LoadAsync(Cluster.Admin, stage.Namespace);
        await PauseAsync(0.5);
        var restored = await RunAsync(["restore", Assert.Single(await BackupsAsync(stage)), "-n", stage.Namespace, "--yes"]);
        await PauseAsync(1);

        AssertDone((restored, await StopAsync(load)));
        var after = await StateAsync(stage);
        Assert.Equal(before.Secret["data"]?.ToJsonString(), after.Secret["data"]?.ToJsonString());
        Assert.Equal(before.Bundles, after.Bundles);
        await AssertKeptAsync(stage, rotator, stale);
    }

    [Theory]
    [InlineData("--ca", "--ca-duration", "24h")]
    [InlineData("--ca", "--ca-duration", "1440h")] // 60 days
    [InlineData("--ca", "--key-algorithm", "ecdsa-p256")]
    [InlineData("--ca", "--key-algorithm", "ecdsa-p384")]
    [InlineData("--duration", "1440h")]
    public async Task What_it_would_throw_away_or_choke_on_is_refused_beforehand(params string[] flags)
    {
        await using var stage = await StageAsync();
        await using var rotator = Start(stage, TimeSpan.Zero);
        await PauseAsync(0.3);
        var before = await StateAsync(stage);

        var result = await RotateAsync(stage.Configuration, flags);

        Plugin.MustFail(result, stage.Secret.Name);
        await PauseAsync(0.3);
        await AssertUntouchedAsync(stage, before);
        Assert.Equal((0, 0), (rotator.RegeneratedCount, rotator.ReissuedCount));
    }

    [Fact]
    public async Task Where_nobody_injects_it_gives_up_after_the_first_write_and_can_be_taken_back()
    {
        await using var stage = await StageAsync();
        var before = await StateAsync(stage);
        await using var load = await LoadAsync(Cluster.Admin, stage.Namespace);
        await PauseAsync(0.5);

        var given = await RotateAsync(stage.Configuration, "--ca", "--timeout", "4s");
        var stopped = await StateAsync(stage);
        var taken = await RunAsync(["rotate", stage.Configuration, "--abort", "--yes"]);
        await PauseAsync(1);
        var result = await StopAsync(load);

        Assert.True(given.ExitCode == 1, given.Error);
        Assert.Contains("error: ", given.Error, StringComparison.Ordinal);
        Assert.Contains("cert-controller", given.Error, StringComparison.Ordinal);
        Assert.Contains("--abort", given.Error, StringComparison.Ordinal);
        Assert.StartsWith(old.CertificatePem, stopped.Text("ca.crt"), StringComparison.Ordinal);
        Assert.Equal(2, CertificatePem.Read(stopped.Text("ca.crt"))?.Length);
        Assert.Equal(before.Leaf?.Sha256, stopped.Leaf?.Sha256);
        Plugin.MustBeDone(taken);
        AssertUnharmed(result);
        var after = await StateAsync(stage);
        Assert.Equal(before.Secret["data"]?.ToJsonString(), after.Secret["data"]?.ToJsonString());
        Assert.Equal(before.Bundles, after.Bundles);
        await AssertNothingUnderWayAsync(stage);
    }

    private Task<RotatingStage> StageAsync() => RotatingStage.MakeAsync(
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
        TwoKubelets,
        Cancelled);

    private CertControllerEmulator Start(RotatingStage stage, TimeSpan secretLag) => new(
        Cluster.Admin,
        new RotatorProfile(stage.Secret.Namespace, stage.Secret.Name, AuthorityName, stage.Service.ServerName)
        {
            Targets = [stage.Trusting],
            SecretLag = secretLag,
        });

    /// <summary>Neither replica found anything to mend, and all is as it should be.</summary>
    private async Task AssertKeptAsync(RotatingStage stage, params CertControllerEmulator[] replicas)
    {
        Assert.All(replicas, replica => Assert.Equal((0, 0), (replica.RegeneratedCount, replica.ReissuedCount)));
        await AssertSoundAsync(stage.Configuration);
        await AssertNothingUnderWayAsync(stage);
    }
}
