using KubectlWebhookCert.Core;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>The names in a kubeconfig that flags may choose.</summary>
/// <param name="Contexts">For <c>--context</c>.</param>
/// <param name="Clusters">For <c>--cluster</c>.</param>
/// <param name="Users">For <c>--user</c>.</param>
public sealed record KubeconfigNames(ValueList<string> Contexts, ValueList<string> Clusters, ValueList<string> Users)
{
    /// <summary>Reads them. A file that is not there has none.</summary>
    /// <param name="path"><c>--kubeconfig</c>; null or empty without it.</param>
    /// <param name="environment">The world outside.</param>
    /// <exception cref="KubeconfigException">A file cannot be read, or the one named by the flag is not there.</exception>
    public static KubeconfigNames Read(string? path, KubeconfigEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var merged = MergedKubeconfig.Read(KubeconfigPaths.Find(path, environment));
        return new KubeconfigNames(
            [.. merged.Names(KubeconfigSection.Contexts)], [.. merged.Names(KubeconfigSection.Clusters)], [.. merged.Names(KubeconfigSection.Users)]);
    }
}
