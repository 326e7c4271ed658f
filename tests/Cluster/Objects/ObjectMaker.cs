using System.Net;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Makes objects for one test and takes away again what would be in the way of others.</summary>
public sealed class ObjectMaker(ApiClient client) : IAsyncDisposable
{
    private static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>();

    // Cluster-scoped ones; what is in a namespace goes with it, or stays where it disturbs nobody.
    private readonly Stack<string> made = new();

    /// <summary>A fresh namespace, labelled with its own name.</summary>
    public Task<string> NamespaceAsync(CancellationToken cancellationToken) => NamespaceAsync(FreshName.With("test"), cancellationToken);

    /// <summary>The same with a name that no test before it has had.</summary>
    public async Task<string> NamespaceAsync(string name, CancellationToken cancellationToken)
    {
        await ClusterScopedAsync("/api/v1/namespaces", name, Manifest.Namespace(name), cancellationToken);
        return name;
    }

    public Task<MadeService> ServiceAsync(string @namespace, string name, CancellationToken cancellationToken) =>
        ServiceAsync(@namespace, name, 443, "9443", NoLabels, cancellationToken);

    public async Task<MadeService> ServiceAsync(
        string @namespace,
        string name,
        int port,
        string targetPort,
        IReadOnlyDictionary<string, string> selector,
        CancellationToken cancellationToken)
    {
        var service = await client.CreateAsync(
            $"/api/v1/namespaces/{@namespace}/services", Manifest.Service(name, port, targetPort, selector), cancellationToken);
        return new MadeService(@namespace, name, IPAddress.Parse((string?)service["spec"]?["clusterIP"] ?? ""), port);
    }

    public Task SecretAsync(
        string @namespace, string name, string type, IReadOnlyDictionary<string, string> data, CancellationToken cancellationToken) =>
        client.CreateAsync($"/api/v1/namespaces/{@namespace}/secrets", Manifest.Secret(name, type, data), cancellationToken);

    /// <summary>`tls.crt`, `tls.key` and, when given, `ca.crt`.</summary>
    public Task TlsSecretAsync(
        string @namespace, string name, TestCertificate certificate, string? authorityPem, CancellationToken cancellationToken)
    {
        var data = new Dictionary<string, string> { ["tls.crt"] = certificate.ChainPem, ["tls.key"] = certificate.KeyPem };
        if (authorityPem is not null)
        {
            data["ca.crt"] = authorityPem;
        }
        return SecretAsync(@namespace, name, "kubernetes.io/tls", data, cancellationToken);
    }

    /// <param name="service">The Service that the addresses are behind.</param>
    /// <param name="port">The port of the pods.</param>
    /// <param name="addresses">Not of 127/8: the API server refuses those.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task EndpointsAsync(MadeService service, int port, IReadOnlyList<string> addresses, CancellationToken cancellationToken) =>
        client.CreateAsync(
            $"/api/v1/namespaces/{service.Namespace}/endpoints", Manifest.Endpoints(service.Name, port, addresses), cancellationToken);

    /// <summary>In `discovery.k8s.io/v1` where the server has it, else in v1beta1. Returns its name.</summary>
    public async Task<string> EndpointSliceAsync(
        MadeService service, int port, IReadOnlyList<(string Pod, string Address)> pods, CancellationToken cancellationToken)
    {
        var current = await client.SendAsync(HttpMethod.Get, "/apis/discovery.k8s.io/v1", null, cancellationToken);
        var version = current.IsSuccess ? "v1" : "v1beta1";
        var slice = await client.CreateAsync(
            $"/apis/discovery.k8s.io/{version}/namespaces/{service.Namespace}/endpointslices",
            Manifest.EndpointSlice(version, service.Name, port, pods),
            cancellationToken);
        return Name(slice);
    }

    /// <summary>A node whose kubelet is at this address.</summary>
    public async Task<string> NodeAsync(IPEndPoint kubelet, CancellationToken cancellationToken)
    {
        var name = FreshName.With("node");
        await ClusterScopedAsync("/api/v1/nodes", name, PodManifest.Node(name), cancellationToken);
        await client.MergeAsync(
            $"/api/v1/nodes/{name}/status", PodManifest.NodeStatus(kubelet.Address.ToString(), kubelet.Port), cancellationToken);
        return name;
    }

    /// <summary>A pod that is Running and Ready, as far as the API server knows.</summary>
    public async Task PodAsync(string @namespace, PodProfile pod, CancellationToken cancellationToken)
    {
        var collection = $"/api/v1/namespaces/{@namespace}/pods";
        await client.CreateAsync(collection, PodManifest.Pod(pod), cancellationToken);
        await client.MergeAsync($"{collection}/{pod.Name}/status", PodManifest.RunningAt(pod.Address), cancellationToken);
    }

    /// <summary>Returns the configuration's name.</summary>
    public Task<string> ValidatingAsync(IReadOnlyList<WebhookEntry> entries, CancellationToken cancellationToken) =>
        WebhooksAsync("ValidatingWebhookConfiguration", "validatingwebhookconfigurations", entries, cancellationToken);

    /// <summary>Returns the configuration's name.</summary>
    public Task<string> MutatingAsync(IReadOnlyList<WebhookEntry> entries, CancellationToken cancellationToken) =>
        WebhooksAsync("MutatingWebhookConfiguration", "mutatingwebhookconfigurations", entries, cancellationToken);

    /// <summary>`widgets` with a conversion webhook at /convert between v1 (stored) and v2.</summary>
    public async Task<MadeResource> DefinitionAsync(MadeService service, string caBundlePem, CancellationToken cancellationToken)
    {
        var group = FreshName.With("widgets") + ".test";
        var resource = new MadeResource("widgets." + group, group);
        await ClusterScopedAsync(
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
            resource.Configuration,
            Manifest.ConvertedDefinition(group, service, caBundlePem),
            cancellationToken);
        return resource;
    }

    /// <summary>An aggregated API of `widgets` in v1. It is called only when the Service has endpoints.</summary>
    public async Task<MadeResource> ApiServiceAsync(MadeService service, string caBundlePem, CancellationToken cancellationToken)
    {
        var group = FreshName.With("aggregated") + ".test";
        var resource = new MadeResource("v1." + group, group);
        await ClusterScopedAsync(
            "/apis/apiregistration.k8s.io/v1/apiservices",
            resource.Configuration,
            Manifest.ApiService(group, service, caBundlePem),
            cancellationToken);
        return resource;
    }

    /// <summary>Makes a ServiceAccount and returns a token for it: an identity of a test's own.</summary>
    public async Task<string> ServiceAccountTokenAsync(string @namespace, string name, CancellationToken cancellationToken)
    {
        var collection = $"/api/v1/namespaces/{@namespace}/serviceaccounts";
        await client.CreateAsync(
            collection, $$"""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"{{name}}"} }""", cancellationToken);
        var answer = await client.CreateAsync(
            $"{collection}/{name}/token",
            """{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{}}""",
            cancellationToken);
        return (string?)answer["status"]?["token"] ?? throw new InvalidOperationException("no token in the answer");
    }

    /// <summary>Grants a user one rule within one namespace.</summary>
    /// <param name="namespace">Where it holds.</param>
    /// <param name="user">A user's name.</param>
    /// <param name="ruleJson">A PolicyRule: `{"apiGroups":[""],"resources":["secrets"],"verbs":["get"]}`.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task GrantAsync(string @namespace, string user, string ruleJson, CancellationToken cancellationToken) =>
        GrantAsync("Role", $"/apis/rbac.authorization.k8s.io/v1/namespaces/{@namespace}/roles", user, ruleJson, false, cancellationToken);

    /// <summary>Grants a user one rule in the whole cluster, until the test ends.</summary>
    public Task GrantEverywhereAsync(string user, string ruleJson, CancellationToken cancellationToken) =>
        GrantAsync("ClusterRole", "/apis/rbac.authorization.k8s.io/v1/clusterroles", user, ruleJson, true, cancellationToken);

    /// <summary>Makes any object outside namespaces, which is deleted when the test ends.</summary>
    public async Task ClusterScopedAsync(string collection, string name, string json, CancellationToken cancellationToken)
    {
        await client.CreateAsync(collection, json, cancellationToken);
        made.Push($"{collection}/{name}");
    }

    public async ValueTask DisposeAsync()
    {
        while (made.TryPop(out var path))
        {
            await client.SendAsync(HttpMethod.Delete, path, null, CancellationToken.None);
        }
    }

    private static string Name(JsonObject json) =>
        (string?)json["metadata"]?["name"] ?? throw new InvalidOperationException("an object without a name");

    private async Task<string> WebhooksAsync(
        string kind, string plural, IReadOnlyList<WebhookEntry> entries, CancellationToken cancellationToken)
    {
        var name = FreshName.With("guard");
        await ClusterScopedAsync(
            "/apis/admissionregistration.k8s.io/v1/" + plural, name, Manifest.WebhookConfiguration(kind, name, entries), cancellationToken);
        return name;
    }

    private async Task GrantAsync(
        string kind, string roles, string user, string ruleJson, bool isClusterScoped, CancellationToken cancellationToken)
    {
        var name = FreshName.With("grant");
        var role = $$"""
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"{{kind}}","metadata":{"name":"{{name}}"},"rules":[{{ruleJson}}]}
            """;
        var binding = $$"""
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"{{kind}}Binding","metadata":{"name":"{{name}}"},
             "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"{{kind}}","name":"{{name}}"},
             "subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"{{user}}"}]}
            """;
        var bindings = roles.Replace("roles", "rolebindings", StringComparison.Ordinal);
        await client.CreateAsync(roles, role, cancellationToken);
        await client.CreateAsync(bindings, binding, cancellationToken);
        if (isClusterScoped)
        {
            made.Push($"{roles}/{name}");
            made.Push($"{bindings}/{name}");
        }
    }
}
