namespace KubectlWebhookCert.Core.Served;

/// <summary>How an endpoint was asked.</summary>
public enum ProbeWay
{
    /// <summary>Through the API server, to the pod.</summary>
    PortForward,

    /// <summary>By a connection of our own.</summary>
    Direct,
}
