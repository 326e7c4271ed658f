namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>Tokens as they come out of files, fields and plugins.</summary>
internal static class BearerToken
{
    /// <summary>The token without white space around it.</summary>
    /// <exception cref="CredentialException">It cannot stand in a header (RFC 9110 §5.5); the message does not show it.</exception>
    public static string Clean(string text, string place)
    {
        var token = text.Trim();
        return token.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? throw new CredentialException(
                $"{place} is no bearer token: it has blanks, line breaks or other than ASCII characters in it",
                "kubectl config view --raw shows what a kubeconfig holds")
            : token;
    }
}
