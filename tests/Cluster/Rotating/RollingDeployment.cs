using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// A Deployment with the pods and the status that a controller manager would give it. A restart (`kubectl rollout restart`) replaces the
/// pods one after the other, each new one ready before an old one goes.
/// </summary>
internal sealed class RollingDeployment : IAsyncDisposable
{
    private const string RestartedAt = "kubectl.kubernetes.io/restartedAt";

    private readonly PodStage stage;
    private readonly ApiClient client;
    private readonly string name;
    private readonly IReadOnlyList<PodStart> starts;
    private readonly Lock gate = new();
    private readonly List<IRollingPod> pods = [];
    private BackgroundWork? control;
    private string? restartedAt;
    private long observedGeneration;

    private RollingDeployment(PodStage stage, ApiClient client, string name, IReadOnlyList<PodStart> starts)
    {
        this.stage = stage;
        this.client = client;
        this.name = name;
        this.starts = starts;
    }

    /// <summary>Those that are there now.</summary>
    public IReadOnlyList<IRollingPod> Pods
    {
        get
        {
            lock (gate)
            {
                return [.. pods];
            }
        }
    }

    public string Path => $"{Collection}/{name}";

    private string Collection => $"/apis/apps/v1/namespaces/{stage.Namespace}/deployments";

    /// <summary>Makes the Deployment and its pods, ready.</summary>
    /// <param name="stage">Where they run; its Services have them as endpoints once they are published.</param>
    /// <param name="client">Who plays the controller manager.</param>
    /// <param name="name">Of the Deployment.</param>
    /// <param name="labels">Of the pods.</param>
    /// <param name="starts">One for each replica.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<RollingDeployment> StartAsync(
        PodStage stage,
        ApiClient client,
        string name,
        IReadOnlyDictionary<string, string> labels,
        IReadOnlyList<PodStart> starts,
        CancellationToken cancellationToken)
    {
        var deployment = new RollingDeployment(stage, client, name, starts);
        await stage.DeploymentAsync(name, starts.Count, labels, cancellationToken);
        foreach (var start in starts)
        {
            await deployment.AddAsync(start, cancellationToken);
        }
        await deployment.ReportAsync(1, starts.Count, cancellationToken);
        deployment.control = new BackgroundWork(deployment.ControlAsync);
        return deployment;
    }

    public async ValueTask DisposeAsync()
    {
        if (control is not null)
        {
            await control.DisposeAsync();
        }
        foreach (var pod in Pods)
        {
            await pod.DisposeAsync();
        }
    }

    private async Task ControlAsync(CancellationToken cancellationToken)
    {
        await foreach (var state in client.WatchAsync(Collection, name, cancellationToken))
        {
            var generation = (long?)state?["metadata"]?["generation"] ?? 0;
            if (generation <= observedGeneration)
            {
                continue;
            }
            var asked = (string?)(state?["spec"]?["template"]?["metadata"]?["annotations"] as JsonObject)?[RestartedAt];
            if (asked != restartedAt)
            {
                restartedAt = asked;
                await RestartAsync(generation, cancellationToken);
            }
            await ReportAsync(generation, starts.Count, cancellationToken);
        }
    }

    private async Task RestartAsync(long generation, CancellationToken cancellationToken)
    {
        var old = Pods;
        await ReportAsync(generation, 0, cancellationToken);
        for (var replica = 0; replica < old.Count; replica++)
        {
            await AddAsync(starts[replica], cancellationToken);
            await stage.PublishAsync(cancellationToken);
            await ReportAsync(generation, replica + 1, cancellationToken);
            await old[replica].TerminateAsync(cancellationToken);
            lock (gate)
            {
                pods.Remove(old[replica]);
            }
            await ReportAsync(generation, replica + 1, cancellationToken);
        }
    }

    private async Task AddAsync(PodStart start, CancellationToken cancellationToken)
    {
        var pod = await start(cancellationToken);
        lock (gate)
        {
            pods.Add(pod);
        }
    }

    private async Task ReportAsync(long generation, int updated, CancellationToken cancellationToken)
    {
        await client.MergeAsync(
            Path + "/status", WorkloadManifest.DeploymentStatus(generation, Pods.Count, updated), cancellationToken);
        observedGeneration = generation;
    }
}
