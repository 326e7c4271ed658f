using System.Net;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// A replica of Spark Operator of chart 1.4 as it is documented: at its start it makes CA and leaf in memory, writes both into its Secret and
/// the CA into every bundle, and never reads either.
/// </summary>
internal sealed class SparkMemoryPod : IRollingPod
{
    private readonly PodStage stage;

    private SparkMemoryPod(PodStage stage, TestCertificate serving)
    {
        this.stage = stage;
        Server = new WebhookServer(new IPEndPoint(IPAddress.Loopback, 0), serving) { Behaviour = new WebhookBehaviour.Tell() };
    }

    public string Name { get; private set; } = "";

    public WebhookServer Server { get; }

    /// <param name="stage">Where it runs.</param>
    /// <param name="client">Its own identity.</param>
    /// <param name="deployment">What it belongs to.</param>
    /// <param name="service">Whose name its leaf bears.</param>
    /// <param name="secret">What it writes.</param>
    /// <param name="trusting">The configuration that it writes.</param>
    public static PodStart Start(
        PodStage stage, ApiClient client, string deployment, MadeService service, ServingSecret secret, BundleTarget trusting) =>
        async cancellationToken =>
        {
            var made = SparkCertificates.Generate(service.ServerName);
            var pod = new SparkMemoryPod(stage, made.Serving);
            await client.MergeAsync(secret.Path, SecretData.Change(made.Values.ToDictionary(entry => entry.Key, entry => (string?)entry.Value)), cancellationToken);
            var configuration = await TrustingObject.ReadAsync(client, trusting.Path, cancellationToken);
            await configuration.InjectAsync(client, "spark-operator", _ => made.AuthorityPem, cancellationToken);
            pod.Name = await stage.PodAsync(
                deployment,
                profile => profile with
                {
                    Labels = RotatingProfile.Labels,
                    Arguments = ["-enable-webhook=true", $"-webhook-config-name={trusting.Name}"],
                    Image = "docker.io/kubeflow/spark-operator:v1beta2-1.6.1-3.5.0",
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

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
