using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Kubeconfig;

namespace KubectlWebhookCert.Commands;

/// <summary>An open cluster, live or out of files.</summary>
internal sealed class OpenSource : IDisposable
{
    /// <summary>An API server; nothing is asked yet.</summary>
    /// <param name="config">Where to and as whom.</param>
    /// <param name="settings">How.</param>
    public OpenSource(ClientConfig config, ApiSettings settings)
    {
        Live = new LiveCluster(config, settings);
        Cluster = Live;
        Namespace = config.Namespace;
    }

    /// <summary>Files.</summary>
    /// <param name="cluster">What they hold.</param>
    /// <param name="namespaceName">Where a command acts.</param>
    public OpenSource(ICluster cluster, string namespaceName)
    {
        Cluster = cluster;
        Namespace = namespaceName;
    }

    /// <summary>The door to it.</summary>
    public ICluster Cluster { get; }

    /// <summary>The API server; null for files.</summary>
    public LiveCluster? Live { get; }

    /// <summary>Where a command acts without <c>-n</c>.</summary>
    public string Namespace { get; }

    /// <summary>Closes what connections there are.</summary>
    public void Dispose() => Live?.Dispose();
}
