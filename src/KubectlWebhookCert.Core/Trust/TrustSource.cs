using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Trust;

/// <summary>Where the CAs that others should trust are published.</summary>
/// <param name="Resource">The object that publishes them.</param>
/// <param name="Field">The key they lie under.</param>
/// <param name="Bundle">The CAs.</param>
public sealed record TrustSource(ObjectRef Resource, string Field, CaBundle Bundle);
