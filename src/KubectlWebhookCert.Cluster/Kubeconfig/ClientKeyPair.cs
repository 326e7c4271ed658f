namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>A client certificate and its key, read when a connection first needs them.</summary>
/// <param name="certificate">PEM: the certificate, then its issuers.</param>
/// <param name="key">PEM: the private key.</param>
internal sealed class ClientKeyPair(PemSource certificate, PemSource key)
{
    /// <summary>Whether both are files, which somebody may renew.</summary>
    public bool IsInFiles => certificate.IsFile && key.IsFile;

    /// <summary>Adds them to a credential.</summary>
    /// <exception cref="CredentialException">They cannot be read, or do not go together.</exception>
    public async ValueTask<Credential> LoadAsync(Credential credential, CancellationToken cancellationToken)
    {
        var certificatePem = await certificate.ReadAsync(cancellationToken);
        var keyPem = await key.ReadAsync(cancellationToken);
        return ClientCertificatePem.AddTo(credential, certificatePem.Span, certificate.Place, keyPem.Span, key.Place);
    }
}
