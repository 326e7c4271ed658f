namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>What a key is for.</summary>
internal enum KeyUse
{
    Authority,

    Leaf,

    NewAuthority,

    NewLeaf,
}
