namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>How a plan is executed.</summary>
/// <param name="Clock">The only source of time.</param>
/// <param name="Progress">Tells the user what is under way.</param>
public sealed record ExecutionSettings(TimeProvider Clock, IRotationProgress Progress)
{
    /// <summary>How long a wait, or a write that fails again and again, may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long pods may take to take up a new certificate by themselves.</summary>
    public TimeSpan ReloadTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Who writes, as <c>managedFields</c> will say.</summary>
    public string FieldManager { get; init; } = "kubectl-webhook-cert";
}
