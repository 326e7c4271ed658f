using System.Globalization;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Owners;
using KubectlWebhookCert.Core.Patching;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>Tells on a Service what became of its certificate: <c>kubectl describe service</c> shows it.</summary>
/// <remarks>Source: Kubernetes API reference, Event (v1).</remarks>
public static class RotationEvent
{
    /// <summary>Writes it.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="service">The Service.</param>
    /// <param name="reason">One word in CamelCase.</param>
    /// <param name="message">A sentence.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Why it could not be written; null where it was. What it tells of is done all the same.</returns>
    public static async Task<string?> WriteAsync(
        ICluster cluster, ObjectRef service, string reason, string message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(service);
        var instant = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var json = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Event",
            ["metadata"] = new JsonObject
            {
                ["name"] = string.Create(CultureInfo.InvariantCulture, $"{service.Name}.{now.UtcTicks:x}"),
                ["namespace"] = service.Namespace,
            },
            ["involvedObject"] = new JsonObject { ["apiVersion"] = "v1", ["kind"] = service.Kind, ["namespace"] = service.Namespace, ["name"] = service.Name },
            ["type"] = "Normal",
            ["reason"] = reason,
            ["message"] = message,
            ["source"] = new JsonObject { ["component"] = PluginMarks.FieldManager },
            ["firstTimestamp"] = instant,
            ["lastTimestamp"] = instant,
            ["count"] = 1,
        };
        try
        {
            var manifest = new KubernetesObject(JsonTree.ToElement(json));
            await cluster.CreateAsync(ResourceTypes.Event, manifest, new WriteOptions(false, PluginMarks.FieldManager), cancellationToken);
            return null;
        }
        catch (WebhookCertException failure)
        {
            return failure.Message;
        }
    }
}
