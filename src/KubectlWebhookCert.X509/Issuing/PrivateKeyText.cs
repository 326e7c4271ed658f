namespace KubectlWebhookCert.X509.Issuing;

/// <summary>A private key as PEM text. Never printed.</summary>
/// <param name="Pem">The text.</param>
public sealed record PrivateKeyText(ReadOnlyMemory<byte> Pem)
{
    /// <summary>Nothing of it.</summary>
    public override string ToString() => "<private key>";
}
