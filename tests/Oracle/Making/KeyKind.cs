namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>What a key signs with.</summary>
internal enum KeyKind
{
    /// <summary>Nothing: only its public half was made up.</summary>
    None,

    Rsa,

    Ecdsa,

    Ed25519,
}
