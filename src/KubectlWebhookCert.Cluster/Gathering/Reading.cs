using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Gathering;

/// <summary>What was read of a cluster, and by which requests.</summary>
/// <param name="Snapshot">Everything read, and what was refused.</param>
/// <param name="Requests">Every request made.</param>
public sealed record Reading(ClusterSnapshot Snapshot, IReadOnlyCollection<ObjectRequest> Requests);
