namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What stands between a Service and its pods. Nobody acts on it: the tests have no controller manager.</summary>
internal static class WorkloadManifest
{
    public static string Deployment(string name, IReadOnlyDictionary<string, string> labels) =>
        $$"""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"{{name}}"},"spec":{{Spec(labels)}} }""";

    public static string ReplicaSet(string name, MadeController deployment, IReadOnlyDictionary<string, string> labels) =>
        $$"""
        {"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"{{name}}","ownerReferences":[{{Controller(deployment)}}]},
         "spec":{{Spec(labels)}} }
        """;

    /// <summary>Endpoints that name their pods, some of them not ready.</summary>
    public static string Endpoints(
        string service, int port, IEnumerable<(string Pod, string Address)> ready, IEnumerable<(string Pod, string Address)> notReady) =>
        $$"""
        {"apiVersion":"v1","kind":"Endpoints","metadata":{"name":"{{service}}"},
         "subsets":[{"addresses":[{{Addresses(ready)}}],"notReadyAddresses":[{{Addresses(notReady)}}],
          "ports":[{"name":"https","port":{{port}} }]}]}
        """;

    /// <summary>One entry of `ownerReferences`.</summary>
    public static string Controller(MadeController controller) =>
        $$"""
        {"apiVersion":"{{controller.ApiVersion}}","kind":"{{controller.Kind}}","name":"{{controller.Name}}",
         "uid":"{{controller.Uid}}","controller":true}
        """;

    private static string Spec(IReadOnlyDictionary<string, string> labels) =>
        $$"""
        {"selector":{"matchLabels":{{Manifest.Map(labels)}} },
         "template":{"metadata":{"labels":{{Manifest.Map(labels)}} },"spec":{"containers":[{"name":"webhook","image":"webhook"}]} } }
        """;

    private static string Addresses(IEnumerable<(string Pod, string Address)> endpoints) => string.Join(',', endpoints.Select(Address));

    private static string Address((string Pod, string Address) endpoint) =>
        $$"""{"ip":"{{endpoint.Address}}","targetRef":{"kind":"Pod","name":"{{endpoint.Pod}}"} }""";
}
