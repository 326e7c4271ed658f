namespace KubectlWebhookCert.Cluster.Probing;

/// <summary>How endpoints are asked for their certificates.</summary>
public sealed record ProbeOptions
{
    /// <summary>Which way.</summary>
    public ProbeMode Mode { get; init; }

    /// <summary>How many at once.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>How long one may take, from the first packet to the last certificate.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The only source of time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether this process runs inside the cluster's network, where pods are reached directly.</summary>
    public bool InCluster { get; init; }
}
