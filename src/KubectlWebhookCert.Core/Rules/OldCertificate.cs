using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Pods of one workload that serve an older certificate than their Secret holds.</summary>
/// <param name="Workload">What runs them; null where that could not be read.</param>
/// <param name="Chain">What they serve.</param>
/// <param name="Leaf">The leaf of it.</param>
/// <param name="Endpoints">The pods' endpoints.</param>
internal sealed record OldCertificate(ObjectRef? Workload, ServedChain Chain, Certificate Leaf, ValueList<ServedEndpoint> Endpoints);
