namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>One replica of a <see cref="RollingDeployment"/>: a pod in the API, and what answers for it.</summary>
internal interface IRollingPod : IAsyncDisposable
{
    string Name { get; }

    WebhookServer Server { get; }

    /// <summary>Terminates as a pod does: no endpoint any longer, the last answers, gone.</summary>
    Task TerminateAsync(CancellationToken cancellationToken);
}
