using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>What a kubelet's own questions show: it asks a pod by the pod's address, and a port-forward by localhost.</summary>
/// <remarks>Source: Kubernetes documentation, "Configure Liveness, Readiness and Startup Probes".</remarks>
internal static class ReadinessProbes
{
    private static readonly ValueList<string> Connecting = ["httpGet", "tcpSocket", "grpc"];

    /// <summary>Whether the kubelet connects to a port of a pod to see whether it is ready.</summary>
    public static bool Reach(KubernetesObject pod, int port) =>
        pod.Json.Items("spec", "containers").Any(container => Kinds(container).Any(asked => IsPort(container, asked, port)));

    private static IEnumerable<JsonElement> Kinds(JsonElement container) =>
        from kind in Connecting
        let asked = container.At("readinessProbe", kind)
        where asked is not null && asked.Value.Text("host") is null or ""
        select asked.Value;

    private static bool IsPort(JsonElement container, JsonElement asked, int port) =>
        asked.Number("port") == port
        || (asked.Text("port") is { } name
            && container.Items("ports").Any(declared => declared.Text("name") == name && declared.Number("containerPort") == port));
}
