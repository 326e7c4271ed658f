namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A replica of Spark Operator 2.x as a pod of a Deployment. It mounts no Secret: it is told of one by name.</summary>
internal sealed class SparkPod : IRollingPod
{
    private readonly PodStage stage;
    private readonly SparkOperatorEmulator spark;
    private readonly SparkReplica replica;

    private SparkPod(PodStage stage, SparkOperatorEmulator spark, SparkReplica replica, string name)
    {
        this.stage = stage;
        this.spark = spark;
        this.replica = replica;
        Name = name;
    }

    public string Name { get; }

    public WebhookServer Server => replica.Server;

    public static PodStart Start(PodStage stage, SparkOperatorEmulator spark, string deployment, MadeService service, string secret) =>
        async cancellationToken =>
        {
            var replica = await spark.StartAsync(cancellationToken);
            string[] arguments =
            [
                "webhook", "start",
                $"--webhook-secret-name={secret}", $"--webhook-secret-namespace={service.Namespace}",
                $"--webhook-svc-name={service.Name}", $"--webhook-svc-namespace={service.Namespace}",
                "--leader-election=true",
            ];
            var name = await stage.PodAsync(
                deployment,
                pod => pod with { Labels = RotatingProfile.Labels, Arguments = arguments, Image = "docker.io/kubeflow/spark-operator:2.2.0" },
                replica.Server.Address,
                cancellationToken);
            return new SparkPod(stage, spark, replica, name);
        };

    public async Task TerminateAsync(CancellationToken cancellationToken)
    {
        await stage.TerminateAsync(Name, cancellationToken);
        await Server.DrainAsync(cancellationToken);
        await stage.RemoveAsync(Name, cancellationToken);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await spark.StopAsync(replica);
}
