using System.Globalization;
using KubectlWebhookCert.Cluster.Probing;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Api;

/// <content>Connections to pods.</content>
public sealed partial class LiveCluster
{
    /// <summary>Opens a connection by way of a pod's kubelet, which forwards one port. GET: the kubelet knows no other method for it.</summary>
    /// <remarks>Source: Kubernetes API reference, connectGetNamespacedPodPortforward.</remarks>
    /// <param name="pod">The pod.</param>
    /// <param name="port">Its port.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ApiStatusException">The API server or the kubelet refuses.</exception>
    /// <exception cref="ClusterUnreachableException">The API server does not answer.</exception>
    /// <exception cref="UsageException">There is no such port or name.</exception>
    internal async Task<Stream> ForwardAsync(ObjectRef pod, int port, CancellationToken cancellationToken)
    {
        var path = string.Create(
            CultureInfo.InvariantCulture, $"{ResourcePath.Of(ResourceTypes.Pod, pod.Namespace, pod.Name)}/portforward?ports={port}");
        var request = new ApiRequest(HttpMethod.Get, path)
        {
            Repeatable = true,
            Upgrade = new WebSocketUpgrade(PortForwardStream.Protocol),
        };
        using var answer = await connection.SendAsync(request, cancellationToken);
        return new PortForwardStream(answer.Connection!);
    }
}
