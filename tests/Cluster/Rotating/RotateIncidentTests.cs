using System.Text.RegularExpressions;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// The incidents of the Spark Operator, healed by the one command that `validate` prints: what it says is parsed, and run as it stands. On a
/// control plane of its own: Argo CD's custom resource is the cluster's.
/// </summary>
public sealed partial class RotateIncidentTests(SharedCluster shared) : RotateTest(shared), IClassFixture<SharedCluster>
{
    // as the chart renders the keys
    private static readonly Dictionary<string, string> Emptied = SparkCertificates.Keys.ToDictionary(key => key, _ => "");

    private SparkOperatorEmulator? spark;

    public override async ValueTask DisposeAsync()
    {
        if (spark is not null)
        {
            await spark.DisposeAsync();
        }
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task S1_a_renamed_service_and_the_old_certificate()
    {
        await using var stage = await SparkAsync(OldName, null);
        var before = await StateAsync(stage);
        await RefusedAsync(stage, $"x509: certificate is valid for localhost, {OldName(stage.Namespace)}, not {stage.Service.ServerName}");

        await HealAsync(stage, "san-mismatch", "--reload-time", "2s");

        await AssertHealedAsync(stage, before);
        Assert.True((await StateAsync(stage)).Leaf?.Leaf.MatchesHostname(OldName(stage.Namespace)), "the old name is lost");
        Assert.Equal(before.Bundles, (await StateAsync(stage)).Bundles);
    }

    [Fact]
    public async Task S2_replicas_disagree_after_argo_cd_emptied_their_secret()
    {
        await using var stage = await SparkAsync(OwnName, SparkOperatorEmulator.HalfAYear, "Ignore");
        var keeper = new ArgoCdStage(Cluster.Admin, stage.Secret);
        await keeper.InstallAsync(Cancelled);
        await keeper.SyncAsync(Emptied, Cancelled);
        await RestartOneAsync(stage);
        await keeper.SyncAsync(Emptied, Cancelled);
        var before = await StateAsync(stage);
        var alarms = Validation.Alarms(await Validation.RunAsync(Cluster, stage.Configuration, "-o", "json"));
        Assert.Equal("gitops-overwrites", alarms[0]);
        Assert.Contains("secret-emptied", alarms);
        Assert.Contains("replicas-disagree", alarms);
        Assert.Contains("failures-hidden", alarms);

        var refused = await RotateAsync(stage.Configuration);
        Plugin.MustFail(refused);
        await AssertUntouchedAsync(stage, before);
        await keeper.IgnoreDifferencesAsync(Cancelled);
        await HealAsync(stage, "secret-emptied", "--reload-time", "2s");

        await AssertHealedAsync(stage, before);
    }

    [Fact]
    public async Task What_argo_cd_would_put_back_is_refused_until_it_is_told_to_leave_it_alone()
    {
        await using var stage = await SparkAsync(OwnName, SparkOperatorEmulator.HalfAYear);
        var keeper = new ArgoCdStage(Cluster.Admin, stage.Secret);
        await keeper.InstallAsync(Cancelled);
        var leaf = (await StateAsync(stage)).Text("server-cert.pem");
        await keeper.SyncAsync(new Dictionary<string, string> { ["server-cert.pem"] = leaf + "\n" }, Cancelled); // its own, by another byte
        var before = await StateAsync(stage);

        var refused = await RotateAsync(stage.Configuration);

        Plugin.MustFail(refused, "Argo CD");
        Assert.Contains("ignoreDifferences", refused.Error, StringComparison.Ordinal);
        Assert.Contains("RespectIgnoreDifferences=true", refused.Error, StringComparison.Ordinal);
        await AssertUntouchedAsync(stage, before);
        await keeper.IgnoreDifferencesAsync(Cancelled);
        AssertDone(await RotateUnderLoadAsync(stage, "--reload-time", "2s"));
        await AssertServedAnewAsync(stage, before);
        await AssertSoundAsync(stage.Configuration);
        await AssertNothingUnderWayAsync(stage);
    }

    [Theory]
    [InlineData(true, "leaf-expired")]
    [InlineData(false, "pod-serves-old-certificate")] // the Secret is new, and the pod has not read it
    public async Task S3_an_expired_leaf_and_pods_that_do_not_reload(bool isStored, string code)
    {
        var expired = DateTimeOffset.UtcNow.AddSeconds(-20);
        RsaAuthority? authority = null;
        var profile = SparkProfiles.First(
            Cluster.Admin,
            Make,
            service =>
            {
                var subject = RsaAuthority.Name(service.ServerName, null);
                authority = new RsaAuthority(subject, DateTimeOffset.UtcNow.AddYears(10));
                return (authority, authority.Issue(subject, [service.ServerName], expired));
            },
            TimeSpan.FromMinutes(15));
        await using var stage = await RotatingStage.MakeAsync(ReachingLoopback(), Make, profile, Cancelled);
        if (!isStored)
        {
            await PauseAsync(1.1); // of two certificates of one second neither is the older one
            var subject = RsaAuthority.Name(stage.Service.ServerName, null);
            var renewed = authority!.Issue(subject, [stage.Service.ServerName], DateTimeOffset.UtcNow.AddYears(1));
            var change = new Dictionary<string, string?>
            {
                ["server-cert.pem"] = renewed.ChainPem,
                ["server-key.pem"] = RsaAuthority.KeyPemOf(renewed),
            };
            await stage.WriteAsync(change, Cancelled);
        }
        var before = await StateAsync(stage);
        await RefusedAsync(stage, "x509: certificate has expired");

        await HealAsync(stage, code, "--reload-time", "2s");

        await AssertHealedAsync(stage, isStored ? before : null);
        Assert.Equal(before.Bundles, (await StateAsync(stage)).Bundles);
    }

    [GeneratedRegex(@"kubectl ((?:webhook-cert rotate|rollout restart) [^,;()]+)")]
    private static partial Regex Command();

    private static string OwnName(string @namespace) => $"spark-operator-webhook-svc.{@namespace}.svc";

    private static string OldName(string @namespace) => $"spark-operator-webhook.{@namespace}.svc";

    /// <summary>Runs the command of the first finding, which is the root cause; what is typed besides is how long it may wait.</summary>
    private async Task HealAsync(RotatingStage stage, string code, params string[] waits)
    {
        var judged = await Validation.RunAsync(Cluster, stage.Configuration, "-o", "json");
        TestContext.Current.TestOutputHelper?.WriteLine($"validate: {string.Join(", ", Validation.Alarms(judged))}");
        var finding = Validation.Findings(judged)[0];
        Assert.Equal(code, Json.Text(finding, "code"));
        var printed = Command().Match(Json.Text(finding, "fix") ?? "");
        Assert.True(printed.Success, finding.ToJsonString());
        var words = printed.Groups[1].Value.Trim().Split(' ');
        TestContext.Current.TestOutputHelper?.WriteLine($"{code}: {printed.Value}");
        if (words[0] == "webhook-cert")
        {
            Plugin.MustBeDone(await RunAsync([.. words[1..], "--yes", .. waits]));
            await AssertNothingUnderWayAsync(stage);
            return;
        }
        var call = new ProgramCall("kubectl", [.. words, "--kubeconfig", Cluster.AdminKubeconfig]);
        Plugin.MustBeDone(await call.RunAsync(Cancelled));
        await EventuallyAsync(
            () => Cluster.Admin.SendAsync(HttpMethod.Get, stage.Deployment.Path, null, Cancelled),
            answer => Json.Text(answer.Body, "status.observedGeneration") == Json.Text(answer.Body, "metadata.generation")
                && Json.Text(answer.Body, "status.updatedReplicas") == Json.Text(answer.Body, "spec.replicas"));
    }

    /// <summary>The API server's own verdict, on 50 requests of each kind a second, and ours.</summary>
    private async Task AssertHealedAsync(RotatingStage stage, RotatedState? before)
    {
        await using var load = await LoadAsync(Cluster.Admin, stage.Namespace);
        await PauseAsync(1.5);
        AssertUnharmed(await StopAsync(load));
        await AssertSoundAsync(stage.Configuration);
        if (before is not null)
        {
            await AssertServedAnewAsync(stage, before);
        }
    }

    private async Task RefusedAsync(RotatingStage stage, string words)
    {
        var answer = await EventuallyAsync(
            () => AdmissionSender.SendAsync(Cluster.Admin, stage.Namespace, ConnectionUse.New, Cancelled),
            answer => answer.Message.Contains("x509", StringComparison.Ordinal));
        Assert.Contains(words, answer.Message, StringComparison.Ordinal);
    }

    private Task<RotatingStage> SparkAsync(Func<string, string> certifiedName, TimeSpan? lookAhead, string failurePolicy = "Fail")
    {
        var profile = SparkProfiles.Second(
            Make,
            service => SparkCertificates.Generate(certifiedName(service.Namespace)),
            (service, trusting) =>
                spark = new SparkOperatorEmulator(Cluster.Admin, service, SparkProfiles.Secret, [trusting.Path], lookAhead));
        return RotatingStage.MakeAsync(ReachingLoopback(), Make, profile with { FailurePolicy = failurePolicy }, Cancelled);
    }

    /// <summary>A pod ends, and a new one takes its place: it finds nothing in the Secret and makes its own.</summary>
    private async Task RestartOneAsync(RotatingStage stage)
    {
        var operating = spark ?? throw new InvalidOperationException("the test has not begun");
        var replica = await operating.StartAsync(Cancelled);
        await operating.SettledAsync(Cancelled);
        stage.Deployment.Pods[^1].Server.Swap(replica.Certificates.Serving);
        await operating.StopAsync(replica);
    }
}
