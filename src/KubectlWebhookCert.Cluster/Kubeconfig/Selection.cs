namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>Which context, cluster and user count: those of the current context, or those that flags name.</summary>
internal sealed record Selection
{
    public required string Source { get; init; }

    public string? ContextName { get; private init; }

    public KubeconfigEntry? Context { get; private init; }

    public string? ClusterName { get; private init; }

    public KubeconfigEntry? Cluster { get; private init; }

    public string? UserName { get; private init; }

    public KubeconfigEntry? User { get; private init; }

    /// <summary>Neither a file nor a flag names a server: a pod's own is the next choice.</summary>
    public bool IsEmpty { get; private init; }

    /// <exception cref="KubeconfigException">A context, cluster or user that is named does not exist.</exception>
    public static Selection Of(MergedKubeconfig kubeconfig, ConfigOverrides flags)
    {
        var contextName = Typed(flags.Context) ?? kubeconfig.CurrentContext;
        KubeconfigEntry? context = contextName is null
            ? null
            : kubeconfig.Find(KubeconfigSection.Contexts, contextName)
                ?? throw kubeconfig.NotFound(KubeconfigSection.Contexts, contextName, context: null);

        var clusterName = Typed(flags.Cluster) ?? context?.Text("cluster");
        var userName = Typed(flags.User) ?? context?.Text("user");
        var cluster = clusterName is null ? null : kubeconfig.Find(KubeconfigSection.Clusters, clusterName);
        var user = userName is null ? null : kubeconfig.Find(KubeconfigSection.Users, userName);

        // What a flag names has to exist; what a context names has to, unless flags stand in for it.
        if (clusterName is not null && cluster is null && (IsGiven(flags.Cluster) || !IsGiven(flags.Server)))
        {
            throw kubeconfig.NotFound(KubeconfigSection.Clusters, clusterName, IsGiven(flags.Cluster) ? null : contextName);
        }

        var isIdentified = IsGiven(flags.Token) || IsGiven(flags.Username) || IsGiven(flags.ClientCertificate);
        if (userName is not null && user is null && (IsGiven(flags.User) || !isIdentified))
        {
            throw kubeconfig.NotFound(KubeconfigSection.Users, userName, IsGiven(flags.User) ? null : contextName);
        }

        return new Selection
        {
            Source = contextName ?? "command line",
            ContextName = contextName,
            Context = context,
            ClusterName = clusterName,
            Cluster = cluster,
            UserName = userName,
            User = user,
            IsEmpty = contextName is null && clusterName is null && userName is null && Typed(flags.Server) is null,
        };
    }

    private static bool IsGiven(string? flag) => !string.IsNullOrEmpty(flag);

    private static string? Typed(string? flag) => IsGiven(flag) ? flag : null;
}
