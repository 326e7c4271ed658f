namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>Which source of credentials a user's settings ask for.</summary>
internal static class CredentialSources
{
    /// <remarks>As client-go's transport: a plugin is not asked where a token, a password or a client certificate is there.</remarks>
    public static ICredentialSource Of(
        UserSettings user, ClusterSettings cluster, ReadOnlyMemory<byte> authority, KubeconfigEnvironment environment)
    {
        if ((user.Token ?? user.TokenFile ?? user.Username) is not null || user.ClientCertificate is not null)
        {
            return Own(user, environment);
        }

        if (user.Entry.Entry("exec") is { } exec)
        {
            var plugin = ExecPlugin.Of(exec, user.Name);
            return new ExecCredentialSource(plugin, ExecInfo.Of(plugin, cluster, authority), environment);
        }

        return user.Entry.Entry("auth-provider") is { } provider
            ? AuthProvider.Of(provider, user.Name, environment)
            : new FixedCredentials(Credential.None);
    }

    private static ICredentialSource Own(UserSettings user, KubeconfigEnvironment environment)
    {
        var token = user.Token is { } text ? BearerToken.Clean(text, user.TokenPlace) : null;
        var pair = user is { ClientCertificate: { } certificate, ClientKey: { } key } ? new ClientKeyPair(certificate, key) : null;
        var file = user.TokenFile is { } path ? new TokenFile(path, token, environment.Clock) : null;
        return pair is null && file is null
            ? new FixedCredentials(new Credential(token, user.Username, user.Password, null))
            : new FileCredentials(file, new Credential(token, user.Username, user.Password, null), pair);
    }
}
