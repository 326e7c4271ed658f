namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Starts a replica; done once it is ready.</summary>
internal delegate Task<IRollingPod> PodStart(CancellationToken cancellationToken);
