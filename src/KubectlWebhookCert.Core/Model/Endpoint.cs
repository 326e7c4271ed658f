namespace KubectlWebhookCert.Core.Model;

/// <summary>One address and port behind a Service.</summary>
/// <param name="Address">IP address.</param>
/// <param name="Port">Port number; null where the Service's port has none here.</param>
/// <param name="Ready">Whether the API server may be routed to it.</param>
/// <param name="Terminating">Whether it is on its way out.</param>
/// <param name="Pod">The pod, or null for an address without one.</param>
/// <param name="Workload">The Deployment, StatefulSet, DaemonSet or bare pod that runs it, or null where unknown.</param>
public sealed record Endpoint(string Address, int? Port, bool Ready, bool Terminating, ObjectRef? Pod, ObjectRef? Workload)
{
    /// <summary>Whether it answers, ready or not: a terminating pod may, and is used where no other is left.</summary>
    public bool Serving { get; init; }
}
