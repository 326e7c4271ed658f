namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>The predecessors of exec plugins: kubectl has dropped all but <c>oidc</c>.</summary>
/// <remarks>Source: client-go plugin/pkg/client/auth.</remarks>
internal static class AuthProvider
{
    /// <exception cref="CredentialException">A provider that is no more.</exception>
    public static ICredentialSource Of(KubeconfigEntry provider, string user, KubeconfigEnvironment environment)
    {
        var name = provider.Text("name") ?? string.Empty;
        if (name == "oidc")
        {
            return new OidcCredentialSource(provider.Entry("config")?.Text("id-token"), user, environment.Clock);
        }

        throw new CredentialException(
            $"user \"{user}\" uses auth-provider \"{name}\", which was removed from kubectl",
            name switch
            {
                "gcp" => "install gke-gcloud-auth-plugin, then: gcloud container clusters get-credentials CLUSTER",
                "azure" => "install kubelogin, then: kubelogin convert-kubeconfig",
                _ => $"give the user an exec plugin: kubectl config set-credentials {user} --exec-command=PLUGIN",
            });
    }
}
