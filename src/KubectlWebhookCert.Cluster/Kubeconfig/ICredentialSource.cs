namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>Where a user's credentials come from: fixed ones, a token file that is read again, an exec plugin.</summary>
public interface ICredentialSource
{
    /// <summary>The credentials to use now. Cheap unless they have to be renewed.</summary>
    /// <param name="cancellationToken">
    /// Stops waiting, and kills a plugin that runs. Not a single request's timeout: somebody may be typing a password.
    /// </param>
    /// <exception cref="Core.Errors.WebhookCertException">A file cannot be read, a plugin failed.</exception>
    ValueTask<Credential> GetAsync(CancellationToken cancellationToken);

    /// <summary>The server said 401 to these: forget them, so that the next call renews them. Ask once per request.</summary>
    /// <param name="refused">What was refused.</param>
    /// <returns>Whether the next call may give something else; false: asking again is pointless.</returns>
    bool Refused(Credential refused);
}
