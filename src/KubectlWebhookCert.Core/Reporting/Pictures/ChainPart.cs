namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>What a node of a trust chain stands for.</summary>
internal enum ChainPart
{
    /// <summary>A configuration, or webhooks of it that go the same way.</summary>
    Webhook,

    /// <summary>Whatever else holds a CA: a ConfigMap, a kubeconfig.</summary>
    Holder,

    /// <summary>Whom the API server trusts for the call.</summary>
    CaBundle,

    /// <summary>Whom a holder of trust should trust.</summary>
    Authority,

    /// <summary>The Service that is called.</summary>
    Service,

    /// <summary>What answers: pods behind a Service, or the host of a URL.</summary>
    Endpoints,

    /// <summary>A serving certificate, served or stored or both.</summary>
    Certificate,

    /// <summary>The Secret that holds it.</summary>
    Secret,

    /// <summary>Who writes it.</summary>
    Owner,
}
