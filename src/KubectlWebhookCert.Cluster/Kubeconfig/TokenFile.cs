namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>A file with a bearer token that somebody renews (a kubelet, a login tool).</summary>
/// <param name="path">The file, absolute.</param>
/// <param name="fallback">The token that counts while the file cannot be read, or null.</param>
/// <param name="clock">The current time.</param>
/// <remarks>
/// Source: client-go transport/token_source.go. It is read at most once a minute; a good token stays while the file cannot be read.
/// </remarks>
internal sealed class TokenFile(string path, string? fallback, TimeProvider clock)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private string? token;
    private DateTimeOffset readAgainAt = DateTimeOffset.MinValue;

    /// <exception cref="CredentialException">There never was a token in the file.</exception>
    public async ValueTask<string> ReadAsync(CancellationToken cancellationToken)
    {
        string? known;
        lock (gate)
        {
            known = token ?? fallback;
            if (token is not null && clock.GetUtcNow() < readAgainAt)
            {
                return token;
            }
        }

        string read;
        try
        {
            read = await ReadFileAsync(cancellationToken);
        }
        catch (CredentialException) when (known is not null)
        {
            read = known;
        }

        lock (gate)
        {
            token = read;
            readAgainAt = clock.GetUtcNow() + Period;
            return token;
        }
    }

    /// <summary>The next call reads the file.</summary>
    public void Forget()
    {
        lock (gate)
        {
            readAgainAt = DateTimeOffset.MinValue;
        }
    }

    private async Task<string> ReadFileAsync(CancellationToken cancellationToken)
    {
        string text;
        try
        {
            text = await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception e) when (FileFailure.Explain(e, path) is { } why)
        {
            throw new CredentialException($"cannot read token file \"{path}\": {why}", $"ls -l {path}", e);
        }

        var read = BearerToken.Clean(text, $"what is in token file \"{path}\"");
        return read.Length > 0
            ? read
            : throw new CredentialException($"token file \"{path}\" is empty", "log in again with the tool that writes it");
    }
}
