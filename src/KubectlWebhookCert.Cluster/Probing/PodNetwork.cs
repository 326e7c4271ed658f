namespace KubectlWebhookCert.Cluster.Probing;

/// <summary>Tells whether the pods of a cluster are reached by their own addresses.</summary>
public static class PodNetwork
{
    private static readonly string[] Names = ["kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local"];

    /// <summary>
    /// Whether this process runs in a pod of the cluster that it asks. A pod of another cluster does not count, such as one that runs CI jobs: the
    /// same addresses are other pods there.
    /// </summary>
    /// <remarks>Source: Kubernetes documentation, "Accessing the Kubernetes API from a Pod".</remarks>
    /// <param name="server">The API server that is asked.</param>
    /// <param name="getVariable">The environment.</param>
    public static bool IsJoined(Uri server, Func<string, string?> getVariable)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(getVariable);
        return getVariable("KUBERNETES_SERVICE_HOST") is { Length: > 0 } own
            && (server.IdnHost.Equals(own, StringComparison.OrdinalIgnoreCase) || Names.Contains(server.IdnHost, StringComparer.OrdinalIgnoreCase));
    }
}
