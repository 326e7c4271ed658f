namespace KubectlWebhookCert.X509.Verification;

/// <summary>Where in a chain a certificate stands.</summary>
internal enum CertificateRole
{
    /// <summary>The one that the server proves to own.</summary>
    Leaf,

    /// <summary>Sent by the server, signed by another.</summary>
    Intermediate,

    /// <summary>Trusted for itself.</summary>
    Anchor,
}
