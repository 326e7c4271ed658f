using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>
/// Finds out which server to talk to, and as whom: <c>--kubeconfig</c>, else the files of <c>KUBECONFIG</c>, else <c>~/.kube/config</c>;
/// on top of them the flags; where nothing is chosen, the service account of the pod.
/// </summary>
/// <remarks>
/// Source: client-go tools/clientcmd. Where it differs on purpose: where nothing is configured it says so, instead of asking localhost:8080
/// (unless <c>KUBERNETES_MASTER</c> names a server) or prompting for a user name; a context's missing cluster or user is an error, not
/// nothing; entries that nobody needs are not judged; <c>--token</c> replaces the user's tokenFile, user name and password; <c>--as</c> and
/// the TLS flags count in a pod, too; an explicit <c>--insecure-skip-tls-verify=false</c> counts.
/// As for client-go, a user's client certificate is shown beside <c>--token</c>, and plain http carries no credentials.
/// </remarks>
/// <param name="environment">The world outside.</param>
public sealed class KubeconfigLoader(KubeconfigEnvironment environment)
{
    private readonly InCluster inCluster = new(environment);

    /// <summary>Reads what the selected context needs, and no more: keys and plugins wait until credentials are asked for.</summary>
    /// <param name="overrides">The flags.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="KubeconfigException">A file cannot be read or makes no sense, a name is nowhere, nothing is configured.</exception>
    /// <exception cref="CredentialException">The certificate authority's file cannot be read, or the auth-provider is gone.</exception>
    /// <exception cref="UsageException">A flag's value makes no sense.</exception>
    public async Task<ClientConfig> LoadAsync(ConfigOverrides overrides, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        cancellationToken.ThrowIfCancellationRequested();
        var kubeconfig = MergedKubeconfig.Read(KubeconfigPaths.Find(overrides.Kubeconfig, environment));
        var selection = Selection.Of(kubeconfig, overrides);
        if (!selection.IsEmpty || !inCluster.IsPossible)
        {
            var cluster = Cluster(kubeconfig, selection, overrides);
            var user = UserSettings.Of(selection.User, selection.UserName, overrides, environment);
            return await BuildAsync(selection, cluster, user, overrides, cancellationToken);
        }

        return await BuildAsync(
            selection with { Source = "in-cluster" },
            inCluster.Cluster().With(overrides, environment),
            UserSettings.OfServiceAccount(inCluster.TokenFile, overrides, environment),
            overrides,
            cancellationToken);
    }

    private ClusterSettings Cluster(MergedKubeconfig kubeconfig, Selection selection, ConfigOverrides overrides)
    {
        var settings = selection.Cluster is { } entry ? ClusterSettings.Of(entry) : new ClusterSettings();
        settings = settings.With(overrides, environment);
        if (settings.Server is not null)
        {
            return settings;
        }

        if (selection.ClusterName is { } name)
        {
            throw new KubeconfigException(
                $"no server found for cluster \"{name}\" in {kubeconfig.Named}",
                $"kubectl config set-cluster {name} --server https://HOST:6443");
        }

        if (selection.ContextName is { } context)
        {
            throw new KubeconfigException(
                $"context \"{context}\" in {kubeconfig.Named} names no cluster", $"kubectl config set-context {context} --cluster NAME");
        }

        return environment.GetVariable("KUBERNETES_MASTER") is { Length: > 0 } master
            ? settings with { Server = master, ServerPlace = "KUBERNETES_MASTER" }
            : throw kubeconfig.NothingChosen();
    }

    private async Task<ClientConfig> BuildAsync(
        Selection selection, ClusterSettings cluster, UserSettings user, ConfigOverrides overrides, CancellationToken cancellationToken)
    {
        var address = ServerAddress.Parse(cluster.Server ?? string.Empty, cluster.ServerPlace);
        user.TakeFromAddress(address.UserInfo);
        var impersonate = ImpersonationSettings.Of(user.Entry, overrides);

        // client-go neither verifies nor identifies itself over plain http.
        var isTls = address.Uri.Scheme == Uri.UriSchemeHttps;
        var authority = isTls ? await cluster.ReadCertificateAuthorityAsync(cancellationToken) : default;
        return new ClientConfig
        {
            Server = address.Uri,
            Source = selection.Source,
            Namespace = await NamespaceAsync(selection, overrides, cancellationToken),
            NamespaceIsExplicit = !string.IsNullOrEmpty(overrides.Namespace),
            CertificateAuthority = authority,
            TlsServerName = isTls ? cluster.TlsServerName : null,
            InsecureSkipTlsVerify = isTls && cluster.Insecure,
            ProxyUrl = cluster.ProxyUrl,
            DisableCompression = cluster.DisableCompression,
            Impersonate = impersonate,
            Credentials = isTls
                ? CredentialSources.Of(user, cluster, authority, environment)
                : new FixedCredentials(Credential.None),
        };
    }

    private async ValueTask<string> NamespaceAsync(Selection selection, ConfigOverrides overrides, CancellationToken cancellationToken)
    {
        var name = string.IsNullOrEmpty(overrides.Namespace) ? selection.Context?.Text("namespace") : overrides.Namespace;
        if (name is null)
        {
            // Also for a context without a namespace: in a pod, client-go's default is the pod's.
            name = inCluster.IsPossible ? await inCluster.NamespaceAsync(cancellationToken) : null;
            return name ?? "default";
        }

        // Any other text would reach another path of the API (client-go: path/validation).
        return name is "." or ".." || name.AsSpan().ContainsAny('/', '%')
            ? throw new UsageException($"invalid namespace \"{name}\"", "kubectl get namespaces")
            : name;
    }
}
