using System.Net;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A Service as the API server made it.</summary>
/// <param name="Namespace">Where it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="ClusterIP">On our own control plane a loopback address: a server that listens on it is what the API server calls.</param>
/// <param name="Port">The Service's port.</param>
public sealed record MadeService(string Namespace, string Name, IPAddress ClusterIP, int Port)
{
    /// <summary>The name that the API server verifies.</summary>
    public string ServerName => $"{Name}.{Namespace}.svc";

    public IPEndPoint Address => new(ClusterIP, Port);
}
