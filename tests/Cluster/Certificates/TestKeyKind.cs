namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Keys of the tests' certificates.</summary>
internal enum TestKeyKind
{
    P256,
    P224,
    P521,
    Rsa1024,
    Rsa2048,

    /// <summary>Of a leaf only: it signs nothing here.</summary>
    Ed25519,
}
