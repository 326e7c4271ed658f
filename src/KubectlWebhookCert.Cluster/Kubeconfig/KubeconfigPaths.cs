using KubectlWebhookCert.Core;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>Which kubeconfig files count, in the order in which they win, as absolute paths.</summary>
/// <param name="Files">Absolute paths; the first file to set a value wins.</param>
/// <param name="IsExplicit">Named by <c>--kubeconfig</c>: it has to exist.</param>
/// <param name="FromVariable">Named by <c>KUBECONFIG</c>.</param>
/// <remarks>Source: client-go tools/clientcmd, NewDefaultClientConfigLoadingRules.</remarks>
internal sealed record KubeconfigPaths(ValueList<string> Files, bool IsExplicit, bool FromVariable)
{
    public static KubeconfigPaths Find(string? flag, KubeconfigEnvironment environment)
    {
        if (!string.IsNullOrEmpty(flag))
        {
            return new KubeconfigPaths([environment.FullPath(flag)], IsExplicit: true, FromVariable: false);
        }

        if (environment.GetVariable("KUBECONFIG") is { Length: > 0 } list)
        {
            var files = new List<string>();
            foreach (var part in list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            {
                var path = environment.FullPath(part);
                if (!files.Contains(path))
                {
                    files.Add(path);
                }
            }

            return new KubeconfigPaths(files.ToValueList(), IsExplicit: false, FromVariable: true);
        }

        return string.IsNullOrEmpty(environment.HomeDirectory)
            ? new KubeconfigPaths([], IsExplicit: false, FromVariable: false)
            : new KubeconfigPaths(
                [Path.Combine(environment.FullPath(environment.HomeDirectory), ".kube", "config")], IsExplicit: false, FromVariable: false);
    }

    /// <summary>The files' names for a message: <c>"a", "b"</c>.</summary>
    public static string Quote(IEnumerable<string> files) => string.Join(", ", files.Select(file => $"\"{file}\""));
}
