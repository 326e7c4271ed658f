using System.Net;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A server of Serving/go that listens. It goes on until the last test has ended.</summary>
/// <param name="address">Where it really listens.</param>
internal sealed class GoServer(IPEndPoint address)
{
    private int callCount;

    public IPEndPoint Address => address;

    /// <summary>Requests that came through the handshake.</summary>
    public int CallCount => Volatile.Read(ref callCount);

    public void Called() => Interlocked.Increment(ref callCount);
}
