using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>What a run has done, now that it is through.</summary>
/// <param name="Plan">What it went through.</param>
/// <param name="Backup">The Secret that keeps what was there, <c>NAMESPACE/NAME</c>.</param>
/// <param name="Stored">What the serving Secret holds now; null where it is gone.</param>
/// <param name="Restarted">Workloads that were restarted.</param>
/// <param name="Gap">For how long calls may have failed, as far as it was seen; null where none was to be feared.</param>
public sealed record RotationOutcome(RotationPlan Plan, string Backup, SecretVersion? Stored, ValueList<ObjectRef> Restarted, TimeSpan? Gap);
