using System.Net;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// A replica of Spark Operator up to chart 1.3 as it is documented: at its start it writes its whole CA file into every bundle, once; its
/// leaf it reads from a file again and again.
/// </summary>
internal sealed class SparkFilePod : IRollingPod
{
    private readonly PodStage stage;
    private readonly BackgroundWork reading;

    private SparkFilePod(PodStage stage, ApiClient client, ServingSecret secret, TestCertificate first, TimeSpan interval)
    {
        this.stage = stage;
        Server = new WebhookServer(new IPEndPoint(IPAddress.Loopback, 0), first) { Behaviour = new WebhookBehaviour.Tell() };
        reading = new BackgroundWork(ended => ReadAsync(client, secret, interval, ended));
    }

    public string Name { get; private set; } = "";

    public WebhookServer Server { get; }

    /// <param name="stage">Where it runs.</param>
    /// <param name="client">Its own identity.</param>
    /// <param name="deployment">What it belongs to.</param>
    /// <param name="secret">What it mounts.</param>
    /// <param name="trusting">The configuration that it writes.</param>
    /// <param name="interval">From one look at its files to the next: 15 minutes in real life.</param>
    public static PodStart Start(
        PodStage stage, ApiClient client, string deployment, ServingSecret secret, BundleTarget trusting, TimeSpan interval) =>
        async cancellationToken =>
        {
            var files = await client.GetAsync(secret.Path, cancellationToken);
            var first = secret.Read(files) ?? throw new SparkStartException("failed to load the server's key pair");
            var pod = new SparkFilePod(stage, client, secret, first, interval);
            var configuration = await TrustingObject.ReadAsync(client, trusting.Path, cancellationToken);
            await configuration.InjectAsync(client, "spark-operator", _ => SecretData.Text(files, "ca-cert.pem"), cancellationToken);
            pod.Name = await stage.PodAsync(
                deployment,
                profile => profile with
                {
                    Labels = RotatingProfile.Labels,
                    Secret = secret.Name,
                    Arguments = ["-enable-webhook=true", $"-webhook-config-name={trusting.Name}"],
                    Image = "ghcr.io/googlecloudplatform/spark-operator:v1beta2-1.4.6-3.5.0",
                },
                pod.Server.Address,
                cancellationToken);
            return pod;
        };

    public async Task TerminateAsync(CancellationToken cancellationToken)
    {
        await stage.TerminateAsync(Name, cancellationToken);
        await Server.DrainAsync(cancellationToken);
        await stage.RemoveAsync(Name, cancellationToken);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await reading.DisposeAsync();
        await Server.DisposeAsync();
    }

    private async Task ReadAsync(ApiClient client, ServingSecret secret, TimeSpan interval, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(interval, cancellationToken);
            if (secret.Read(await client.GetAsync(secret.Path, cancellationToken)) is { } certificate)
            {
                Server.Swap(certificate);
            }
        }
    }
}
