namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>Keeps a server's 401 from being answered with the same credentials again and again.</summary>
internal sealed class RefusalMemory
{
    private Credential? last;

    /// <summary>Whether other credentials are to be had, or are there already.</summary>
    /// <param name="refused">What the server refused.</param>
    /// <param name="current">What the next request would use; null where it is being renewed.</param>
    public bool IsWorthRenewing(Credential refused, Credential? current)
    {
        if (current != refused)
        {
            return true;
        }

        // Renewed since the last refusal, and still the same.
        if (last == refused)
        {
            return false;
        }

        last = refused;
        return true;
    }
}
