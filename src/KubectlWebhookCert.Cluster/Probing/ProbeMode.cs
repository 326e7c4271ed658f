namespace KubectlWebhookCert.Cluster.Probing;

/// <summary><c>--probe</c>: how endpoints are asked.</summary>
public enum ProbeMode
{
    /// <summary>Pods directly where this runs inside the cluster's network, else by port-forward; URLs directly.</summary>
    Auto,

    /// <summary>Pods by port-forward only; URLs directly.</summary>
    PortForward,

    /// <summary>Everything by a connection of our own.</summary>
    Direct,

    /// <summary>Not at all.</summary>
    None,
}
