using System.Net;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The custom resources of cert-manager.io/v1: `certificates`, `issuers` and `clusterissuers`, with statuses of their own.</summary>
internal sealed class CertManagerApi(ApiClient client, string @namespace)
{
    private const int Attempts = 20;

    private const string Definition = """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"certificates.cert-manager.io"},
         "spec":{"group":"cert-manager.io","scope":"Namespaced",
          "names":{"plural":"certificates","singular":"certificate","kind":"Certificate","listKind":"CertificateList",
           "shortNames":["cert","certs"],"categories":["cert-manager"]},
          "versions":[{"name":"v1","served":true,"storage":true,"subresources":{"status":{} },
           "schema":{"openAPIV3Schema":{"type":"object","properties":{
            "spec":{"type":"object","required":["secretName","issuerRef"],"x-kubernetes-preserve-unknown-fields":true,
             "properties":{"secretName":{"type":"string"}} },
            "status":{"type":"object","x-kubernetes-preserve-unknown-fields":true} } } } }]} }
        """;

    public const string ClusterIssuerCollection = "/apis/cert-manager.io/v1/clusterissuers";

    public string IssuerCollection => $"/apis/cert-manager.io/v1/namespaces/{@namespace}/issuers";

    public string Collection => $"/apis/cert-manager.io/v1/namespaces/{@namespace}/certificates";

    /// <summary>Until the resource is served. It stays: other tests of the same cluster may use it.</summary>
    public async Task DefineAsync(CancellationToken cancellationToken)
    {
        await DefineAsync(Definition, Collection, cancellationToken);
        await DefineAsync(IssuerDefinition("Issuer", "Namespaced"), IssuerCollection, cancellationToken);
        await DefineAsync(IssuerDefinition("ClusterIssuer", "Cluster"), ClusterIssuerCollection, cancellationToken);
    }

    public Task<JsonObject> CreateAsync(string name, string secret, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var certificate = new JsonObject
        {
            ["apiVersion"] = "cert-manager.io/v1",
            ["kind"] = "Certificate",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = new JsonObject
            {
                ["secretName"] = secret,
                ["dnsNames"] = new JsonArray([.. names.Select(each => (JsonNode?)each)]),
                ["issuerRef"] = new JsonObject { ["name"] = "ca", ["kind"] = "Issuer", ["group"] = "cert-manager.io" },
            },
        };
        return client.CreateAsync(Collection, certificate.ToJsonString(), cancellationToken);
    }

    /// <summary>An Issuer.</summary>
    public Task<JsonObject> CreateIssuerAsync(string name, string specJson, CancellationToken cancellationToken) =>
        client.CreateAsync(IssuerCollection, IssuerManifest("Issuer", name, specJson), cancellationToken);

    /// <summary>A ClusterIssuer.</summary>
    public Task<JsonObject> CreateClusterIssuerAsync(string name, string specJson, CancellationToken cancellationToken) =>
        client.CreateAsync(ClusterIssuerCollection, IssuerManifest("ClusterIssuer", name, specJson), cancellationToken);

    public Task<JsonObject> GetAsync(string name, CancellationToken cancellationToken) =>
        client.GetAsync($"{Collection}/{name}", cancellationToken);

    public async Task<IReadOnlyList<JsonObject>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await client.GetAsync(Collection, cancellationToken))["items"]?.AsArray().OfType<JsonObject>() ?? []];

    /// <summary>Reads the status, changes it, and writes it under its resourceVersion; again, when somebody else was faster.</summary>
    public async Task ChangeStatusAsync(string name, Action<CertificateStatus> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var certificate = await GetAsync(name, cancellationToken);
            change(new CertificateStatus(certificate));
            var answer = await client.SendAsync(
                HttpMethod.Put, $"{Collection}/{name}/status", certificate.ToJsonString(), cancellationToken);
            if (answer.IsSuccess)
            {
                return;
            }
            if (answer.Status != HttpStatusCode.Conflict || attempt == Attempts)
            {
                throw new ApiRefusedException($"PUT {name}/status", answer);
            }
        }
    }

    private static string IssuerManifest(string kind, string name, string specJson) =>
        $$"""{"apiVersion":"cert-manager.io/v1","kind":"{{kind}}","metadata":{"name":"{{name}}"},"spec":{{specJson}} }""";

    private static string IssuerDefinition(string kind, string scope)
    {
        var singular = kind.ToLowerInvariant();
        return $$"""
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"{{singular}}s.cert-manager.io"},
             "spec":{"group":"cert-manager.io","scope":"{{scope}}",
              "names":{"plural":"{{singular}}s","singular":"{{singular}}","kind":"{{kind}}","listKind":"{{kind}}List","categories":["cert-manager"]},
              "versions":[{"name":"v1","served":true,"storage":true,"subresources":{"status":{} },
               "schema":{"openAPIV3Schema":{"type":"object","properties":{
                "spec":{"type":"object","x-kubernetes-preserve-unknown-fields":true},
                "status":{"type":"object","x-kubernetes-preserve-unknown-fields":true} } } } }]} }
            """;
    }

    private async Task DefineAsync(string definition, string collection, CancellationToken cancellationToken)
    {
        var made = await client.SendAsync(HttpMethod.Post, TrustingObject.Definitions, definition, cancellationToken);
        if (!made.IsSuccess && made.Status != HttpStatusCode.Conflict)
        {
            throw new ApiRefusedException("POST " + TrustingObject.Definitions, made);
        }
        while (!(await client.SendAsync(HttpMethod.Get, collection, null, cancellationToken)).IsSuccess)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
    }
}
