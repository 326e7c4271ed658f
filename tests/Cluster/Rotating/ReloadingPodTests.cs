using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The harness of the rotation tests shows what is known of real clusters, and cannot be fooled.</summary>
public sealed class ReloadingPodTests(SharedCluster shared) : RotatingTest(shared)
{
    private static readonly TimeSpan?[] TwoKubelets = [TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(1.5)];
    private static readonly TimeSpan?[] ReadAtStart = [null, null];

    private readonly TestCertificates authority = new("webhook CA");
    private readonly TestCertificates stranger = new("webhook CA");

    [Fact]
    public async Task Another_leaf_of_the_same_authority_is_reloaded_and_fails_no_request()
    {
        await using var stage = await StageAsync(TwoKubelets);
        var next = authority.Issue(stage.Service.ServerName);
        await using var load = await stage.LoadAsync(PerSecond, Cancelled);
        await PauseAsync(1);

        var clock = Stopwatch.StartNew();
        await stage.WriteAsync(Pair(next), Cancelled);
        var reloaded = await ReloadedAsync(stage, next, clock);
        await PauseAsync(1);
        var result = await StopAsync(load);

        AssertNoneFailed(result);
        Assert.True(reloaded[0] >= TwoKubelets[0] && reloaded[1] >= TwoKubelets[1], "reloaded before its time");
        Assert.True(reloaded[0] < reloaded[1], "both reloaded at the same time");
        Assert.All(stage.Deployment.Pods, pod => Assert.True(pod.Server.RequestCount > 0, "a replica was never called"));
        Assert.True(stage.Deployment.Pods.Sum(pod => pod.Server.RequestCount) >= result.New.Reached + result.Kept.Reached);
    }

    [Fact]
    public async Task A_leaf_of_another_authority_fails_on_new_connections_and_goes_unnoticed_on_kept_ones()
    {
        await using var stage = await StageAsync(TwoKubelets);
        var foreign = stranger.Issue(stage.Service.ServerName);
        await using var load = await stage.LoadAsync(PerSecond, Cancelled);
        await PauseAsync(1);

        var written = DateTimeOffset.UtcNow;
        await stage.WriteAsync(Pair(foreign), Cancelled);
        await PauseAsync(3);
        var result = await StopAsync(load);

        Assert.InRange(result.New.Failed, PerSecond / 2, result.New.Sent - (PerSecond / 2));
        Assert.Contains("x509: certificate signed by unknown authority", result.New.Error, StringComparison.Ordinal);
        Assert.True(result.New.FirstFailure >= written + TwoKubelets[0], "failed before the first replica reloaded");
        Assert.True(result.New.Gap > TimeSpan.FromSeconds(1));
        Assert.Equal(0, result.Kept.Failed);
    }

    [Fact]
    public async Task A_request_that_is_admitted_past_the_webhook_counts_as_failed()
    {
        await using var stage = await StageAsync(TwoKubelets);
        await using var load = await stage.LoadAsync(PerSecond, Cancelled);

        await Cluster.Admin.DeleteAsync(
            "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/" + stage.Configuration, Cancelled);
        await PauseAsync(1);
        var result = await load.StopAsync();

        Assert.InRange(result.New.Failed, 1, result.New.Sent);
        Assert.InRange(result.Kept.Failed, 1, result.Kept.Sent);
        Assert.Equal("admitted, but the webhook was not called", result.New.Error);
        Assert.Equal(result.New.Sent, result.New.Reached + result.New.Failed);
    }

    [Fact]
    public async Task A_restart_replaces_pods_that_read_at_their_start_one_by_one_and_fails_no_request()
    {
        await using var stage = await StageAsync(
            ReadAtStart, secret => secret with { Certificate = "server-cert.pem", PrivateKey = "server-key.pem" });
        var next = authority.Issue(stage.Service.ServerName);
        var old = stage.Deployment.Pods;
        var seen = new List<(int Ready, string Status)>();
        await using var load = await stage.LoadAsync(PerSecond, Cancelled);

        await stage.WriteAsync(Pair(next, "server-cert.pem", "server-key.pem"), Cancelled);
        await PauseAsync(1);
        var untouched = await ServedAsync(stage);
        await RestartAsync(stage);
        await UntilAsync(() => IsRolledOutAsync(stage, seen));
        await PauseAsync(1);
        var result = await StopAsync(load);

        AssertNoneFailed(result);
        Assert.DoesNotContain(next.Sha256, untouched);
        Assert.All(await ServedAsync(stage), served => Assert.Equal(next.Sha256, served));
        Assert.Empty(stage.Deployment.Pods.Select(pod => pod.Name).Intersect(old.Select(pod => pod.Name)));
        Assert.All(seen, each => Assert.InRange(each.Ready, 2, 3)); // endpoints of the Service, all along
        Assert.Contains(seen, each => each.Status == "2 3 1"); // one pod is new, one more is there than asked for
        foreach (var pod in old)
        {
            var gone = await Cluster.Admin.SendAsync(
                HttpMethod.Get, $"/api/v1/namespaces/{stage.Pods.Namespace}/pods/{pod.Name}", null, Cancelled);
            Assert.Equal(HttpStatusCode.NotFound, gone.Status);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        authority.Dispose();
        stranger.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private Task<RotatingStage> StageAsync(TimeSpan?[] reloadDelays, Func<ServingSecret, ServingSecret>? shape = null)
    {
        var shaped = (shape ?? (secret => secret))(new ServingSecret("", ""));
        return RotatingStage.MakeAsync(
            ReachingLoopback(),
            Make,
            serverName =>
            {
                var pair = Pair(authority.Issue(serverName), shaped.Certificate, shaped.PrivateKey);
                return (pair.ToDictionary(each => each.Key, each => each.Value ?? ""), authority.Pem);
            },
            shape ?? (secret => secret),
            reloadDelays,
            Cancelled);
    }

    private static Dictionary<string, string?> Pair(TestCertificate leaf, string certificate = "tls.crt", string privateKey = "tls.key") =>
        new() { [certificate] = leaf.ChainPem, [privateKey] = leaf.KeyPem };

    // How long each replica takes until it serves a leaf on new connections.
    private static Task<TimeSpan[]> ReloadedAsync(RotatingStage stage, TestCertificate leaf, Stopwatch clock) =>
        Task.WhenAll(stage.Deployment.Pods.Select(async pod =>
        {
            await UntilAsync(async () => await ServedLeaf.Sha256Async(pod.Server.Address, Cancelled) == leaf.Sha256);
            return clock.Elapsed;
        }));

    private static Task<string[]> ServedAsync(RotatingStage stage) =>
        Task.WhenAll(stage.Deployment.Pods.Select(pod => ServedLeaf.Sha256Async(pod.Server.Address, Cancelled)));

    private Task<JsonObject> RestartAsync(RotatingStage stage) => Cluster.Admin.MergeAsync(
        stage.Deployment.Path,
        """{"spec":{"template":{"metadata":{"annotations":{"kubectl.kubernetes.io/restartedAt":"2026-01-01T00:00:00Z"} } } } }""",
        Cancelled);

    // As `kubectl rollout status` judges; what it saw on the way is kept.
    private async Task<bool> IsRolledOutAsync(RotatingStage stage, List<(int Ready, string Status)> seen)
    {
        var endpoints = await Cluster.Admin.GetAsync(
            $"/api/v1/namespaces/{stage.Pods.Namespace}/endpoints/{stage.Service.Name}", Cancelled);
        var deployment = await Cluster.Admin.GetAsync(stage.Deployment.Path, Cancelled);
        string[] fields = ["observedGeneration", "replicas", "updatedReplicas"];
        var status = string.Join(' ', fields.Select(field => Json.Text(deployment, "status." + field) ?? "0"));
        seen.Add((Json.Count(endpoints, "subsets.0.addresses"), status));
        return status == "2 2 2";
    }
}
