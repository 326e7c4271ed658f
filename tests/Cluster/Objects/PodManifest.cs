namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Nodes and pods with the status that a kubelet would have written.</summary>
internal static class PodManifest
{
    public static string Node(string name) => $$"""{"apiVersion":"v1","kind":"Node","metadata":{"name":"{{name}}"} }""";

    /// <summary>Where the API server finds the node's kubelet.</summary>
    public static string NodeStatus(string address, int kubeletPort) =>
        $$"""
        {"status":{"addresses":[{"type":"InternalIP","address":"{{address}}"}],
         "daemonEndpoints":{"kubeletEndpoint":{"Port":{{kubeletPort}} } } } }
        """;

    public static string Pod(PodProfile pod) =>
        $$"""
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{pod.Name}}","labels":{{Manifest.Map(pod.Labels)}}{{Owner(pod)}} },
         "spec":{"nodeName":"{{pod.Node}}","automountServiceAccountToken":false,
          "containers":[{"name":"webhook","image":"{{pod.Image}}","args":[{{Arguments(pod)}}],
           "ports":[{"name":"webhook","containerPort":{{pod.Port}} }],
           "volumeMounts":[{{Mount(pod)}}]}],
          "volumes":[{{Volume(pod)}}]} }
        """;

    public static string RunningAt(string address) =>
        $$"""
        {"status":{"phase":"Running","podIP":"{{address}}","podIPs":[{"ip":"{{address}}"}],
         "conditions":[{"type":"Ready","status":"True"}]} }
        """;

    private static string Arguments(PodProfile pod) => string.Join(',', pod.Arguments.Select(argument => $"\"{argument}\""));

    private static string Owner(PodProfile pod) =>
        pod.Controller is null ? "" : $",\"ownerReferences\":[{WorkloadManifest.Controller(pod.Controller)}]";

    private static string Mount(PodProfile pod) =>
        pod.Secret is null ? "" : """{"name":"certificates","mountPath":"/certificates","readOnly":true}""";

    private static string Volume(PodProfile pod) =>
        pod.Secret is null ? "" : $$"""{"name":"certificates","secret":{"secretName":"{{pod.Secret}}"} }""";
}
