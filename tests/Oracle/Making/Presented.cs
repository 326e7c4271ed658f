namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>What the server sends in one place of its chain.</summary>
/// <param name="Certificate">A certificate of the scenario; null: bytes.</param>
/// <param name="Bytes">The bytes, where it is none.</param>
internal sealed record Presented(CertificateSpec? Certificate, byte[] Bytes)
{
    public Presented(CertificateSpec certificate)
        : this(certificate, [])
    {
    }
}
