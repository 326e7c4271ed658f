namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>Credentials that are always the same: a token, a password, or none.</summary>
/// <param name="credential">They.</param>
internal sealed class FixedCredentials(Credential credential) : ICredentialSource
{
    public ValueTask<Credential> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(credential);

    public bool Refused(Credential refused) => false;
}
