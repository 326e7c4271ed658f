using System.Text;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The objects of the tests as JSON.</summary>
public static class Manifest
{
    /// <summary>Carries its own name as a label: `kubernetes.io/metadata.name` comes with 1.21 only.</summary>
    public const string NamespaceLabel = "webhook-cert.test/namespace";

    public static string Namespace(string name) =>
        $$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{name}}","labels":{"{{NamespaceLabel}}":"{{name}}"} } }""";

    public static string ConfigMap(string name) =>
        $$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{name}}"},"data":{"key":"value"} }""";

    /// <param name="name">Name of the Service.</param>
    /// <param name="port">Its one port.</param>
    /// <param name="targetPort">A number, or the name of a container's port.</param>
    /// <param name="selector">Labels of its pods; none: no selector.</param>
    public static string Service(string name, int port, string targetPort, IReadOnlyDictionary<string, string> selector) =>
        $$"""
        {"apiVersion":"v1","kind":"Service","metadata":{"name":"{{name}}"},
         "spec":{"selector":{{Map(selector)}},"ports":[{"name":"https","port":{{port}},"targetPort":{{Number(targetPort)}} }]} }
        """;

    public static string Secret(string name, string type, IReadOnlyDictionary<string, string> data) =>
        $$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"{{name}}"},"type":"{{type}}","stringData":{{Map(data)}} }""";

    public static string Endpoints(string service, int port, IEnumerable<string> addresses) =>
        $$"""
        {"apiVersion":"v1","kind":"Endpoints","metadata":{"name":"{{service}}"},
         "subsets":[{"addresses":[{{Joined(addresses, Address)}}],"ports":[{"name":"https","port":{{port}} }]}]}
        """;

    /// <param name="version">`v1`, or `v1beta1` on a server before 1.21.</param>
    /// <param name="service">The Service that it belongs to.</param>
    /// <param name="port">Port of every endpoint.</param>
    /// <param name="pods">Names and addresses.</param>
    public static string EndpointSlice(string version, string service, int port, IEnumerable<(string Pod, string Address)> pods) =>
        $$"""
        {"apiVersion":"discovery.k8s.io/{{version}}","kind":"EndpointSlice","addressType":"IPv4",
         "metadata":{"generateName":"{{service}}-","labels":{"kubernetes.io/service-name":"{{service}}"} },
         "ports":[{"name":"https","port":{{port}},"protocol":"TCP"}],
         "endpoints":[{{Joined(pods, SliceEndpoint)}}]}
        """;

    public static string WebhookConfiguration(string kind, string name, IEnumerable<WebhookEntry> entries) =>
        $$"""
        {"apiVersion":"admissionregistration.k8s.io/v1","kind":"{{kind}}","metadata":{"name":"{{name}}"},
         "webhooks":[{{Joined(entries, Webhook)}}]}
        """;

    /// <summary>`widgets`, stored as v1, served as v1 and v2.</summary>
    public static string ConvertedDefinition(string group, MadeService service, string caBundlePem) =>
        $$"""
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"widgets.{{group}}"},
         "spec":{"group":"{{group}}","scope":"Namespaced",
          "names":{"plural":"widgets","singular":"widget","kind":"Widget","listKind":"WidgetList"},
          "versions":[{{Version("v1", "true")}},{{Version("v2", "false")}}],
          "conversion":{"strategy":"Webhook","webhook":{"conversionReviewVersions":["v1"],
           "clientConfig":{"service":{{Reference(service, "/convert")}},"caBundle":"{{Base64(caBundlePem)}}"} } } } }
        """;

    public static string ApiService(string group, MadeService service, string caBundlePem) =>
        $$"""
        {"apiVersion":"apiregistration.k8s.io/v1","kind":"APIService","metadata":{"name":"v1.{{group}}"},
         "spec":{"group":"{{group}}","version":"v1","groupPriorityMinimum":1000,"versionPriority":10,"caBundle":"{{Base64(caBundlePem)}}",
          "service":{"namespace":"{{service.Namespace}}","name":"{{service.Name}}","port":{{service.Port}} } } }
        """;

    /// <summary>A string map as JSON; values may hold anything.</summary>
    internal static string Map(IReadOnlyDictionary<string, string> map) =>
        new JsonObject(map.Select(each => KeyValuePair.Create<string, JsonNode?>(each.Key, each.Value))).ToJsonString();

    private static string Webhook(WebhookEntry entry) =>
        $$"""
        {"name":"{{entry.Name}}","sideEffects":"None","admissionReviewVersions":["v1"],
         "failurePolicy":"{{entry.FailurePolicy}}","timeoutSeconds":{{entry.TimeoutSeconds}},
         "namespaceSelector":{"matchLabels":{"{{NamespaceLabel}}":"{{entry.Service.Namespace}}"} },{{ObjectSelector(entry)}}
         "rules":[{"apiGroups":[""],"apiVersions":["v1"],"operations":["CREATE"],"resources":["configmaps"]}],
         "clientConfig":{"service":{{Reference(entry.Service, entry.Path)}}{{Bundle(entry.CaBundlePem)}} } }
        """;

    private static string ObjectSelector(WebhookEntry entry) =>
        entry.ObjectLabels.Count == 0 ? "" : $$"""
            "objectSelector":{"matchLabels":{{Map(entry.ObjectLabels)}} },
            """;

    private static string Address(string address) => $$"""{"ip":"{{address}}"}""";

    private static string SliceEndpoint((string Pod, string Address) pod) =>
        $$"""{"addresses":["{{pod.Address}}"],"conditions":{"ready":true},"targetRef":{"kind":"Pod","name":"{{pod.Pod}}"} }""";

    private static string Bundle(string? pem) => pem is null ? "" : $",\"caBundle\":\"{Base64(pem)}\"";

    private static string Reference(MadeService service, string path) =>
        $$"""{"namespace":"{{service.Namespace}}","name":"{{service.Name}}","port":{{service.Port}},"path":"{{path}}"}""";

    private static string Version(string name, string isStored) =>
        $$"""
        {"name":"{{name}}","served":true,"storage":{{isStored}},
         "schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true} } }
        """;

    private static string Number(string port) => int.TryParse(port, out _) ? port : $"\"{port}\"";

    private static string Base64(string pem) => Convert.ToBase64String(Encoding.ASCII.GetBytes(pem));

    private static string Joined<T>(IEnumerable<T> items, Func<T, string> json) => string.Join(',', items.Select(json));
}
