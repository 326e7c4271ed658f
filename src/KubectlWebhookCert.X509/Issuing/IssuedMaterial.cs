namespace KubectlWebhookCert.X509.Issuing;

/// <summary>What was issued.</summary>
/// <param name="Authority">The CA that signed: new, or the old one.</param>
/// <param name="AuthorityKey">Its private key, PEM; null where it is the old one.</param>
/// <param name="Leaf">The leaf.</param>
/// <param name="LeafKey">Its private key, PEM.</param>
public sealed record IssuedMaterial(Certificate Authority, PrivateKeyText? AuthorityKey, Certificate Leaf, PrivateKeyText LeafKey);
