namespace KubectlWebhookCert.Core.Rules;

/// <summary>Where a certificate stands in a webhook's chain.</summary>
internal enum ServedRole
{
    /// <summary>The serving certificate.</summary>
    Leaf,

    /// <summary>Served with it.</summary>
    Intermediate,

    /// <summary>In the CA bundle.</summary>
    Anchor,
}
