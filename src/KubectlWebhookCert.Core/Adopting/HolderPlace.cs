using KubectlWebhookCert.Core.Planning;

namespace KubectlWebhookCert.Core.Adopting;

/// <summary>Where CAs lie that somebody trusts. Closed: the cases below are all there are.</summary>
public abstract record HolderPlace
{
    private HolderPlace()
    {
    }

    /// <summary>What is typed to name it: <c>configmap/NAME</c>.</summary>
    public abstract string Typed { get; }

    /// <summary>A key of a ConfigMap.</summary>
    /// <param name="Namespace">The ConfigMap's namespace.</param>
    /// <param name="Name">The ConfigMap's name.</param>
    /// <param name="Key">The key.</param>
    public sealed record ConfigMap(string Namespace, string Name, string Key) : HolderPlace
    {
        /// <inheritdoc/>
        public override string Typed => $"configmap/{Name}";

        /// <inheritdoc/>
        public override string ToString() => $"ConfigMap {Namespace}/{Name}, {Key}";
    }

    /// <summary>The CA bundle of a webhook.</summary>
    /// <param name="Place">Where it stands.</param>
    /// <param name="Namespace">The namespace of what the webhook calls, where a backup is kept; null for a URL.</param>
    public sealed record Bundle(BundlePlace Place, string? Namespace) : HolderPlace
    {
        /// <inheritdoc/>
        public override string Typed => $"{Place.Type.Singular}/{Place.Configuration}";

        /// <inheritdoc/>
        public override string ToString() => Place.ToString();
    }

    /// <summary>The CA of a cluster in a kubeconfig.</summary>
    /// <param name="Path">The kubeconfig.</param>
    /// <param name="Cluster">The cluster's name in it.</param>
    /// <param name="CaFile">The file that the kubeconfig names for the CA; null where the CA is in the kubeconfig.</param>
    public sealed record Kubeconfig(string Path, string Cluster, string? CaFile) : HolderPlace
    {
        /// <summary>All of the file that is written, as it was read before its CA was: it must still be that. Maybe with private keys.</summary>
        public ReadOnlyMemory<byte> Content { get; init; }

        /// <summary>The file that is written.</summary>
        public string File => CaFile ?? Path;

        /// <inheritdoc/>
        public override string Typed => $"kubeconfig/{Path}";

        /// <inheritdoc/>
        public override string ToString() => CaFile is null ? $"kubeconfig {Path}, cluster {Cluster}" : $"file {CaFile}, of kubeconfig {Path}, cluster {Cluster}";
    }
}
