namespace KubectlWebhookCert.X509;

/// <summary>A private key as it lies in a file: what it is and how it is encoded. The key itself is never printed.</summary>
public sealed record PrivateKey;
