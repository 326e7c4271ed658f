using System.Net;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A pod of the operator: serves to its end what it had at its start.</summary>
internal sealed class SparkReplica(SparkCertificates certificates) : IAsyncDisposable
{
    public WebhookServer Server { get; } =
        new(new IPEndPoint(IPAddress.Loopback, 0), certificates.Serving) { Behaviour = new WebhookBehaviour.Tell() };

    public SparkCertificates Certificates => certificates;

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
