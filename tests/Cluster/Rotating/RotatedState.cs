using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What a rotation changes, at one moment.</summary>
/// <param name="Secret">The serving Secret.</param>
/// <param name="Configuration">The webhook configuration.</param>
/// <param name="Leaf">What the Secret holds, where that can be served.</param>
/// <param name="Bundles">Of the configuration's webhooks, PEM.</param>
internal sealed record RotatedState(
    JsonObject Secret, JsonObject Configuration, TestCertificate? Leaf, IReadOnlyList<string> Bundles)
{
    /// <summary>The one bundle that all webhooks have.</summary>
    public string Bundle => Assert.Single(Bundles.Distinct());

    public string Text(string key) => SecretData.Text(Secret, key);

    public IReadOnlyList<string> Keys => [.. SecretData.Keys(Secret).Order(StringComparer.Ordinal)];
}
