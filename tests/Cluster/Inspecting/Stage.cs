namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Everything behind a webhook but the configuration that calls it, in a namespace of its own.</summary>
/// <param name="Service">What is called, on port 443.</param>
/// <param name="Secret">Name of the Secret that the pod mounts.</param>
/// <param name="Serving">What the Secret holds.</param>
public sealed record Stage(MadeService Service, string Secret, ServingPem Serving)
{
    /// <summary>A Deployment's pod, ready.</summary>
    public const string Pod = "hook-5d8f-x7k2p";

    public const string Address = "10.20.30.40";

    /// <summary>A pod of the same Deployment that is not ready.</summary>
    public const string PodNotReady = "hook-5d8f-c9m4t";

    public const string AddressNotReady = "10.20.30.41";

    public const int PodPort = 9443;

    public string Namespace => Service.Namespace;
}
