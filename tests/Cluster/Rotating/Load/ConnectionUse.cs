namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>How the calls of a webhook reach its server.</summary>
internal enum ConnectionUse
{
    /// <summary>Each on a connection of its own: each meets the certificate that is served at that moment.</summary>
    New,

    /// <summary>One after the other on connections that stay open: they do not notice a change of certificate.</summary>
    Kept,
}
