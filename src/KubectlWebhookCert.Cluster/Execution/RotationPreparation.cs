using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>What a rotation is planned from.</summary>
/// <param name="Scope">What moves together.</param>
/// <param name="Inventory">The webhooks.</param>
/// <param name="Snapshot">What was read for them.</param>
/// <param name="Found">What every rule says of them.</param>
/// <param name="Server">Whose verdict counts.</param>
public sealed record RotationPreparation(
    RotationScope Scope, Inventory Inventory, ClusterSnapshot Snapshot, ValidationResult Found, ApiServerVersion Server);
