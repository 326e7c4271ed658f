using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Model;

/// <summary>What a Secret holds, recognised by content and not by the names of its keys.</summary>
/// <param name="Leaf">The serving certificate with the key and chain beside it, or null where none is recognised.</param>
/// <param name="Authorities">CA certificates under keys of their own, in the order of the keys.</param>
/// <param name="AuthorityKey">The key under which a CA's private key lies, or null.</param>
/// <param name="EmptyKeys">Keys whose value is empty.</param>
/// <param name="Problems">Values that look like certificates or keys and cannot be read: key and reason, never content.</param>
public sealed record SecretContent(
    StoredLeaf? Leaf,
    ValueList<StoredAuthority> Authorities,
    string? AuthorityKey,
    ValueList<string> EmptyKeys,
    ValueList<string> Problems)
{
    /// <summary>Private keys that belong to no certificate in the Secret.</summary>
    public ValueList<StoredKey> LooseKeys { get; init; } = [];
}

/// <summary>A serving certificate in a Secret.</summary>
/// <param name="CertificateKey">The key it lies under, for example <c>tls.crt</c>.</param>
/// <param name="Certificate">The leaf.</param>
/// <param name="Chain">What follows it under the same key.</param>
/// <param name="PrivateKeyKey">The key its private key lies under, or null where none belongs to it.</param>
/// <param name="PrivateKey">The private key's kind and encoding (never printed), or null.</param>
public sealed record StoredLeaf(
    string CertificateKey,
    Certificate Certificate,
    ValueList<Certificate> Chain,
    string? PrivateKeyKey,
    PrivateKey? PrivateKey);

/// <summary>A CA certificate in a Secret.</summary>
/// <param name="CertificateKey">The key it lies under.</param>
/// <param name="Certificate">The certificate.</param>
public sealed record StoredAuthority(string CertificateKey, Certificate Certificate);

/// <summary>A private key in a Secret.</summary>
/// <param name="DataKey">The key of the Secret it lies under.</param>
/// <param name="PrivateKey">Its kind and encoding (never printed).</param>
public sealed record StoredKey(string DataKey, PrivateKey PrivateKey);
