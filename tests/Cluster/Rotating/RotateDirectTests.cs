using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>`rotate` where nobody else writes Secret and bundles.</summary>
public sealed class RotateDirectTests(SharedCluster shared) : RotateTest(shared)
{
    private static readonly TimeSpan?[] TwoKubelets = [TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(1.2)];
    private static readonly TimeSpan?[] SlowKubelets = [TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];
    private static readonly TimeSpan?[] ReadAtStart = [null, null];

    private readonly TestCertificates authority = new("webhook CA");

    [Fact]
    public async Task A_leaf_is_reissued_under_the_same_ca_and_no_bundle_is_touched()
    {
        await using var stage = await StageAsync(hasAuthorityKey: true, TwoKubelets);
        var before = await StateAsync(stage);
        var pods = stage.Deployment.Pods;

        AssertDone(await RotateUnderLoadAsync(stage));

        var after = await StateAsync(stage);
        await AssertServedAnewAsync(stage, before);
        Assert.Equal(before.Configuration.ToJsonString(), after.Configuration.ToJsonString());
        Assert.Equal((authority.Pem, authority.KeyPem), (after.Text("ca.crt"), after.Text("ca.key")));
        Assert.Equal(before.Keys, after.Keys);
        Assert.NotEqual(before.Text("tls.key"), after.Text("tls.key"));
        Assert.Equal(authority.Authority.Subject, after.Leaf!.Leaf.Issuer);
        Assert.True(after.Leaf.Leaf.MatchesHostname(stage.Service.ServerName));
        Assert.Equal(pods, stage.Deployment.Pods);
        await AssertEndedAsync(stage);
    }

    [Theory]
    [InlineData(false)] // no key to sign with: the CA has to go
    [InlineData(true, "--ca")]
    [InlineData(true, "--ca", "--keep-old-ca")]
    public async Task A_ca_is_replaced_and_no_request_fails(bool hasAuthorityKey, params string[] flags)
    {
        await using var stage = await StageAsync(hasAuthorityKey, TwoKubelets);
        var before = await StateAsync(stage);

        AssertDone(await RotateUnderLoadAsync(stage, flags));

        var after = await StateAsync(stage);
        await AssertServedAnewAsync(stage, before);
        var trusted = CertificatePem.Read(after.Bundle);
        Assert.NotNull(trusted);
        Assert.Equal(flags.Contains("--keep-old-ca") ? 2 : 1, trusted.Length);
        Assert.Equal(flags.Contains("--keep-old-ca"), trusted.Any(each => each.RawData.SequenceEqual(authority.Authority.RawData)));
        Assert.Contains(trusted, each => each.Subject == authority.Authority.Subject && IsNew(each));
        Assert.Equal(CertificatePem.Read(after.Text("ca.crt"))?[0].Thumbprint, trusted.Last(IsNew).Thumbprint);
        Assert.Equal(before.Keys, after.Keys);
        Assert.Equal(hasAuthorityKey, after.Text("ca.key").Length > 0);
        await AssertEndedAsync(stage);

        bool IsNew(X509Certificate2 each) =>
            !each.RawData.SequenceEqual(authority.Authority.RawData);
    }

    [Fact]
    public async Task Each_of_several_rotations_in_a_row_keeps_what_it_overwrites()
    {
        await using var stage = await StageAsync(hasAuthorityKey: true, [TimeSpan.Zero]);
        List<string> kept = [];
        for (var round = 0; round < 3; round++)
        {
            kept.Add((await StateAsync(stage)).Text("tls.crt"));
            Plugin.MustBeDone(await RotateAsync(stage.Configuration, "--settle", "1ms"));
        }

        var backups = await BackupsAsync(stage);
        Assert.Equal(kept.Count, backups.Count);
        foreach (var (backup, certificate) in backups.Zip(kept))
        {
            var secret = await Cluster.Admin.GetAsync($"{stage.Secret.Collection}/{backup}", Cancelled);
            Assert.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(certificate)), SecretData.Decoded((string?)secret["data"]?["content.json"] ?? ""), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_slowest_of_three_replicas_is_waited_for()
    {
        await using var stage = await StageAsync(hasAuthorityKey: true, SlowKubelets);
        var before = await StateAsync(stage);
        var pods = stage.Deployment.Pods;
        var clock = Stopwatch.StartNew();

        AssertDone(await RotateUnderLoadAsync(stage, "--ca", "--reload-time", "20s"));

        Assert.True(clock.Elapsed > SlowKubelets[^1], "it was done before the last replica had reloaded");
        Assert.Equal(pods, stage.Deployment.Pods);
        await AssertServedAnewAsync(stage, before);
        Assert.NotEqual(before.Bundle, (await StateAsync(stage)).Bundle);
        await AssertEndedAsync(stage);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("always")]
    public async Task Replicas_that_read_their_certificate_at_their_start_are_restarted(string when)
    {
        await using var stage = await StageAsync(hasAuthorityKey: true, ReadAtStart);
        var before = await StateAsync(stage);
        var pods = stage.Deployment.Pods;

        AssertDone(await RotateUnderLoadAsync(stage, "--ca", "--restart", when, "--reload-time", "2s"));

        await UntilAsync(() => Task.FromResult(!pods.Intersect(stage.Deployment.Pods).Any())); // the last one may still terminate
        await AssertServedAnewAsync(stage, before);
        Assert.NotEqual(before.Bundle, (await StateAsync(stage)).Bundle);
        await AssertEndedAsync(stage);
    }

    [Fact]
    public async Task One_rotation_after_the_other_leaves_three_backups_and_the_last_one_can_be_restored()
    {
        await using var stage = await StageAsync(hasAuthorityKey: true, TwoKubelets);
        await using var load = await LoadAsync(Cluster.Admin, stage.Namespace);
        for (var rotation = 0; rotation < 3; rotation++)
        {
            Plugin.MustBeDone(await RotateAsync(stage.Configuration));
        }
        var before = await StateAsync(stage);
        Plugin.MustBeDone(await RotateAsync(stage.Configuration, "--ca"));
        var backups = await BackupsAsync(stage);
        var rotated = await StateAsync(stage);

        var restored = await RunAsync(["restore", backups[^1], "-n", stage.Namespace, "--yes"]);
        await PauseAsync(1);

        AssertDone((restored, await StopAsync(load)));
        Assert.Equal(3, backups.Count);
        var after = await StateAsync(stage);
        await AssertServedAnewAsync(stage, rotated);
        Assert.NotEqual(before.Bundles, rotated.Bundles);
        Assert.Equal(before.Secret["data"]?.ToJsonString(), after.Secret["data"]?.ToJsonString());
        Assert.Equal(before.Bundles, after.Bundles);
        await AssertEndedAsync(stage);
    }

    public override async ValueTask DisposeAsync()
    {
        authority.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task AssertEndedAsync(RotatingStage stage)
    {
        await AssertSoundAsync(stage.Configuration);
        await AssertNothingUnderWayAsync(stage);
        var events = await Cluster.Admin.GetAsync($"/api/v1/namespaces/{stage.Namespace}/events", Cancelled);
        Assert.Contains(Assert.IsType<JsonArray>(events["items"]), each =>
            (Json.Text(each, "involvedObject.kind"), Json.Text(each, "involvedObject.name")) == ("Service", stage.Service.Name));
    }

    private Task<RotatingStage> StageAsync(bool hasAuthorityKey, IReadOnlyList<TimeSpan?> reloadDelays) =>
        PlainStage.MakeAsync(ReachingLoopback(), Make, authority, hasAuthorityKey, reloadDelays, Cancelled);
}
