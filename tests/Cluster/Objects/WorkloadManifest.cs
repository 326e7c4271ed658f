namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What stands between a Service and its pods. Nobody acts on it: the tests have no controller manager.</summary>
internal static class WorkloadManifest
{
    public static string Deployment(string name, int replicas, IReadOnlyDictionary<string, string> labels) =>
        $$"""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"{{name}}"},"spec":{{Spec(replicas, labels)}} }""";

    /// <summary>What a deployment controller says of pods that are all ready.</summary>
    /// <param name="generation">Of the Deployment that it has seen.</param>
    /// <param name="replicas">How many pods there are.</param>
    /// <param name="updated">How many of them are of the present pod template.</param>
    public static string DeploymentStatus(long generation, int replicas, int updated) =>
        $$"""
        {"status":{"observedGeneration":{{generation}},"replicas":{{replicas}},"updatedReplicas":{{updated}},
         "readyReplicas":{{replicas}},"availableReplicas":{{replicas}} } }
        """;

    public static string ReplicaSet(string name, MadeController deployment, IReadOnlyDictionary<string, string> labels) =>
        $$"""
        {"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"{{name}}","ownerReferences":[{{Controller(deployment)}}]},
         "spec":{{Spec(1, labels)}} }
        """;

    /// <summary>Endpoints that name their pods, some of them not ready.</summary>
    public static string Endpoints(
        string service, int port, IEnumerable<(string Pod, string Address)> ready, IEnumerable<(string Pod, string Address)> notReady) =>
        $$"""
        {"apiVersion":"v1","kind":"Endpoints","metadata":{"name":"{{service}}"},
         "subsets":[{"addresses":[{{Addresses(ready)}}],"notReadyAddresses":[{{Addresses(notReady)}}],
          "ports":[{"name":"https","port":{{port}} }]}]}
        """;

    /// <summary>Endpoints of no pod: a subset without an address is refused.</summary>
    public static string NoEndpoints(string service) =>
        $$"""{"apiVersion":"v1","kind":"Endpoints","metadata":{"name":"{{service}}"},"subsets":[]}""";

    /// <summary>One entry of `ownerReferences`.</summary>
    public static string Controller(MadeController controller) =>
        $$"""
        {"apiVersion":"{{controller.ApiVersion}}","kind":"{{controller.Kind}}","name":"{{controller.Name}}",
         "uid":"{{controller.Uid}}","controller":true}
        """;

    private static string Spec(int replicas, IReadOnlyDictionary<string, string> labels) =>
        $$"""
        {"replicas":{{replicas}},"selector":{"matchLabels":{{Manifest.Map(labels)}} },
         "template":{"metadata":{"labels":{{Manifest.Map(labels)}} },"spec":{"containers":[{"name":"webhook","image":"webhook"}]} } }
        """;

    private static string Addresses(IEnumerable<(string Pod, string Address)> endpoints) => string.Join(',', endpoints.Select(Address));

    private static string Address((string Pod, string Address) endpoint) =>
        $$"""{"ip":"{{endpoint.Address}}","targetRef":{"kind":"Pod","name":"{{endpoint.Pod}}"} }""";
}
