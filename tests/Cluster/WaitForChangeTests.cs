using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Gathering;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>That a real API server's watches say what is made of them.</summary>
public sealed class WaitForChangeTests(SharedCluster shared) : ClusterTest(shared)
{
    /// <summary>Less than the time after which one asks again where nothing may be watched.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan AtLast = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("PATCH", "configmaps/web", """{"data":{"n":"2"}}""", true)]
    [InlineData("DELETE", "configmaps/web", null, true)]
    [InlineData("PATCH", "secrets/web", """{"stringData":{"n":"2"}}""", true)]
    [InlineData("POST", "secrets", """{"metadata":{"name":"other","labels":{"app":"web"}}}""", true)]
    [InlineData("PATCH", "secrets/web", """{"metadata":{"labels":{"app":"other"}}}""", true)] // selected no more
    [InlineData("POST", "secrets", """{"metadata":{"name":"other"}}""", false)]
    public async Task What_somebody_else_changes_is_noticed(string method, string path, string? body, bool noticed)
    {
        using var log = new StringWriter();
        using var cluster = await ConnectAsync(Cluster.AdminKubeconfig, log);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var (home, reading) = await ReadAsync(cluster);

        var changed = cluster.WaitForChangeAsync(reading, stop.Token);
        Assert.NotSame(changed, await Task.WhenAny(changed, Task.Delay(TimeSpan.FromSeconds(1), Cancelled)));
        await OtherAsync(method, $"{home}/{path}", body);

        var wait = noticed ? AtLast : Soon;
        Assert.Equal(noticed, await Task.WhenAny(changed, Task.Delay(wait, Cancelled)) == changed);
        await stop.CancelAsync();
        await (noticed ? changed : Assert.ThrowsAnyAsync<OperationCanceledException>(() => changed));
        Assert.Equal(2, log.ToString().Split("watch=true").Length - 1);
    }

    [Fact]
    public async Task What_changed_before_the_wait_is_noticed()
    {
        using var cluster = await ConnectAsync(Cluster.AdminKubeconfig, TextWriter.Null);
        var (home, reading) = await ReadAsync(cluster);
        await OtherAsync("DELETE", $"{home}/secrets/web", null);

        await cluster.WaitForChangeAsync(reading, Cancelled).WaitAsync(AtLast, Cancelled);
    }

    /// <summary>A ConfigMap by its name and Secrets by their label.</summary>
    private async Task<(string Home, Reading Reading)> ReadAsync(LiveCluster cluster)
    {
        var home = await Make.NamespaceAsync(Cancelled);
        await OtherAsync("POST", $"{home}/configmaps", """{"metadata":{"name":"web"},"data":{"n":"1"}}""");
        await OtherAsync("POST", $"{home}/secrets", """{"metadata":{"name":"web","labels":{"app":"web"}},"stringData":{"n":"1"}}""");
        var objects = new List<KubernetesObject> { await cluster.GetAsync(ResourceTypes.ConfigMap, home, "web", Cancelled) };
        await foreach (var secret in cluster.ListAsync(ResourceTypes.Secret, home, "app=web", Cancelled))
        {
            objects.Add(secret);
        }

        return (home, new Reading(
            new ClusterSnapshot(objects, []),
            [new ObjectRequest.One(ResourceTypes.ConfigMap, home, "web"), new ObjectRequest.Many(ResourceTypes.Secret, home, "app=web")]));
    }

    private async Task OtherAsync(string method, string path, string? body)
    {
        var answer = await Cluster.Admin.SendAsync(new HttpMethod(method), $"/api/v1/namespaces/{path}", body, Cancelled);
        Assert.True(answer.IsSuccess, answer.Message);
    }

    private static async Task<LiveCluster> ConnectAsync(string kubeconfig, TextWriter log)
    {
        var loader = new KubeconfigLoader(KubeconfigEnvironment.OfThisProcess(static _ => null, TimeProvider.System));
        var config = await loader.LoadAsync(new ConfigOverrides { Kubeconfig = kubeconfig }, Cancelled);
        return new LiveCluster(config, new ApiSettings { Version = "test", Verbosity = 6, Log = log });
    }
}
