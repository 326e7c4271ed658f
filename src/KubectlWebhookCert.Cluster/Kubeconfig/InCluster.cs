namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>What a pod knows of its cluster.</summary>
/// <remarks>Source: client-go rest/config.go, InClusterConfig; tools/clientcmd, inClusterClientConfig.</remarks>
internal sealed class InCluster(KubeconfigEnvironment environment)
{
    private readonly string caFile = Path.Combine(environment.ServiceAccountDirectory, "ca.crt");
    private readonly string namespaceFile = Path.Combine(environment.ServiceAccountDirectory, "namespace");

    /// <summary>The service account's token, which the kubelet replaces now and then.</summary>
    public string TokenFile { get; } = Path.Combine(environment.ServiceAccountDirectory, "token");

    /// <summary>Whether this is a pod with a service account.</summary>
    public bool IsPossible =>
        environment.GetVariable("KUBERNETES_SERVICE_HOST") is { Length: > 0 }
        && environment.GetVariable("KUBERNETES_SERVICE_PORT") is { Length: > 0 }
        && File.Exists(TokenFile);

    public ClusterSettings Cluster()
    {
        var host = environment.GetVariable("KUBERNETES_SERVICE_HOST") ?? string.Empty;
        var bracketed = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        return new ClusterSettings
        {
            Server = $"https://{bracketed}:{environment.GetVariable("KUBERNETES_SERVICE_PORT")}",
            ServerPlace = "KUBERNETES_SERVICE_HOST:KUBERNETES_SERVICE_PORT",
            CertificateAuthority = File.Exists(caFile) ? new PemSource(caFile, default, $"\"{caFile}\"") : null,
        };
    }

    /// <summary>The pod's namespace: <c>POD_NAMESPACE</c>, else the service account's, else null.</summary>
    public async ValueTask<string?> NamespaceAsync(CancellationToken cancellationToken)
    {
        if (environment.GetVariable("POD_NAMESPACE") is { Length: > 0 } named)
        {
            return named;
        }

        try
        {
            var text = (await File.ReadAllTextAsync(namespaceFile, cancellationToken)).Trim();
            return text.Length == 0 ? null : text;
        }
        catch (Exception e) when (FileFailure.Explain(e, namespaceFile) is not null)
        {
            return null;
        }
    }
}
