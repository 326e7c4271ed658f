using System.Net;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>One replica: a pod in the API, and a webhook server that serves what a Secret holds.</summary>
internal sealed class ReloadingPod : IRollingPod
{
    private readonly PodStage stage;
    private readonly BackgroundWork? reloading;

    private ReloadingPod(PodStage stage, ApiClient client, ServingSecret secret, TestCertificate certificate, TimeSpan? reloadDelay)
    {
        this.stage = stage;
        Server = new WebhookServer(new IPEndPoint(IPAddress.Loopback, 0), certificate) { Behaviour = new WebhookBehaviour.Tell() };
        reloading = reloadDelay is { } delay
            ? new BackgroundWork(ended => ReloadAsync(client, secret, certificate, delay, ended))
            : null;
    }

    public string Name { get; private set; } = "";

    public WebhookServer Server { get; }

    /// <summary>Ready once the Secret holds what can be served: until then its container would crash.</summary>
    /// <param name="stage">Where it runs.</param>
    /// <param name="client">Who reads the Secret for it.</param>
    /// <param name="secret">What it serves.</param>
    /// <param name="deployment">What it belongs to.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="reloadDelay">From a change of the Secret to its being served; null: it reads at its start only.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<ReloadingPod> StartAsync(
        PodStage stage,
        ApiClient client,
        ServingSecret secret,
        string deployment,
        IReadOnlyDictionary<string, string> labels,
        TimeSpan? reloadDelay,
        CancellationToken cancellationToken)
    {
        var certificate = await FirstAsync(client, secret, cancellationToken);
        var pod = new ReloadingPod(stage, client, secret, certificate, reloadDelay);
        pod.Name = await stage.PodAsync(deployment, labels, secret.Name, pod.Server.Address, cancellationToken);
        return pod;
    }

    /// <summary>For replicas of a <see cref="RollingDeployment"/>, one for each delay.</summary>
    public static IReadOnlyList<PodStart> Starts(
        PodStage stage,
        ApiClient client,
        ServingSecret secret,
        string deployment,
        IReadOnlyDictionary<string, string> labels,
        IEnumerable<TimeSpan?> reloadDelays) =>
        [.. reloadDelays.Select(delay => (PodStart)(async ended => await StartAsync(stage, client, secret, deployment, labels, delay, ended)))];

    public async Task TerminateAsync(CancellationToken cancellationToken)
    {
        await stage.TerminateAsync(Name, cancellationToken);
        await Server.DrainAsync(cancellationToken);
        await stage.RemoveAsync(Name, cancellationToken);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (reloading is not null)
        {
            await reloading.DisposeAsync();
        }
        await Server.DisposeAsync();
    }

    private static async Task<TestCertificate> FirstAsync(ApiClient client, ServingSecret secret, CancellationToken cancellationToken)
    {
        await foreach (var state in client.WatchAsync(secret.Collection, secret.Name, cancellationToken))
        {
            if (secret.Read(state) is { } certificate)
            {
                return certificate;
            }
        }
        throw new InvalidOperationException("a watch has no end");
    }

    private async Task ReloadAsync(
        ApiClient client, ServingSecret secret, TestCertificate first, TimeSpan delay, CancellationToken cancellationToken)
    {
        var served = first.Sha256;
        await foreach (var state in client.WatchAsync(secret.Collection, secret.Name, cancellationToken))
        {
            // only another leaf starts the delay: an emptied Secret, or a change of another key, leaves a server as it is
            if (secret.Read(state) is not { } changed || changed.Sha256 == served)
            {
                continue;
            }
            await Task.Delay(delay, cancellationToken);

            // what the Secret holds now: a kubelet's sync brings the newest, not each state in turn
            var now = await client.SendAsync(HttpMethod.Get, secret.Path, null, cancellationToken);
            if (secret.Read(now.Body) is { } certificate)
            {
                Server.Swap(certificate);
                served = certificate.Sha256;
            }
        }
    }
}
