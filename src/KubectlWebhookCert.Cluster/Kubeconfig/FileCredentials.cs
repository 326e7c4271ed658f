namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>Credentials that are read when they are first needed: a token file that is read again, a client certificate.</summary>
/// <param name="tokenFile">The token file, or null.</param>
/// <param name="rest">What needs no reading.</param>
/// <param name="keyPair">The client certificate and its key, or null.</param>
internal sealed class FileCredentials(TokenFile? tokenFile, Credential rest, ClientKeyPair? keyPair) : ICredentialSource
{
    private readonly Lock gate = new();
    private readonly RefusalMemory refusals = new();
    private Credential? current;

    public async ValueTask<Credential> GetAsync(CancellationToken cancellationToken)
    {
        var token = tokenFile is null ? rest.Token : await tokenFile.ReadAsync(cancellationToken);
        Credential? known;
        lock (gate)
        {
            known = current;
            if (known is not null && known.Token == token)
            {
                return known;
            }
        }

        // Two requests at once may both read the key; the result is the same.
        var next = known is null && keyPair is not null
            ? await keyPair.LoadAsync(rest with { Token = token }, cancellationToken)
            : (known ?? rest) with { Token = token };
        lock (gate)
        {
            current = next;
        }

        return next;
    }

    public bool Refused(Credential refused)
    {
        lock (gate)
        {
            if (!refusals.IsWorthRenewing(refused, current) || (tokenFile is null && keyPair is not { IsInFiles: true }))
            {
                return false;
            }

            // A slow request may hear of credentials that have been renewed since.
            if (current == refused)
            {
                current = null;
                tokenFile?.Forget();
            }

            return true;
        }
    }
}
