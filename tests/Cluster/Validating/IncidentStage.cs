using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Objects as the Spark Operator, Helm and Argo CD leave them, made on a cluster piece by piece.</summary>
internal sealed class IncidentStage(ApiClient client, ObjectMaker make, string @namespace)
{
    public const string PodAddress = "10.20.30.40";

    private static readonly Dictionary<string, string> PodLabels = new() { ["app.kubernetes.io/name"] = "spark-operator" };

    /// <summary>A Secret with the four keys of the Spark Operator.</summary>
    public Task SparkSecretAsync(string name, string authority, IssuedCertificate leaf, CancellationToken cancellationToken) => make.SecretAsync(
        @namespace,
        name,
        "Opaque",
        new Dictionary<string, string>
        {
            ["ca-cert.pem"] = authority,
            ["server-cert.pem"] = leaf.Pem,
            ["server-key.pem"] = PemEncoding.WriteString("PRIVATE KEY", leaf.Key.Pkcs8.Span) + "\n",
        },
        cancellationToken);

    /// <summary>A Deployment with these arguments, one of its pods, ready, and the Service's endpoint.</summary>
    public async Task RunAsync(MadeService service, string deployment, string? secret, string[] arguments, CancellationToken cancellationToken)
    {
        var made = await client.CreateAsync(
            $"/apis/apps/v1/namespaces/{@namespace}/deployments", Deployment(deployment, arguments).ToJsonString(), cancellationToken);
        var controller = new MadeController("apps/v1", "Deployment", deployment, Json.Text(made, "metadata.uid") ?? "");
        var pod = new PodProfile(deployment + "-0", "no-such-node", PodAddress) { Labels = PodLabels, Secret = secret, Controller = controller };
        await make.PodAsync(@namespace, pod, cancellationToken);
        await client.CreateAsync(
            $"/api/v1/namespaces/{@namespace}/endpoints",
            $$"""
            {"apiVersion":"v1","kind":"Endpoints","metadata":{"name":"{{service.Name}}"},
             "subsets":[{"addresses":[{"ip":"{{PodAddress}}","targetRef":{"kind":"Pod","name":"{{pod.Name}}"} }],
              "ports":[{"name":"https","port":9443}]}]}
            """,
            cancellationToken);
    }

    /// <summary>A revision in the history of a Helm release that rendered one Service.</summary>
    public Task HelmRevisionAsync(string release, int revision, string chart, string service, CancellationToken cancellationToken)
    {
        var json = new JsonObject
        {
            ["name"] = release,
            ["namespace"] = @namespace,
            ["version"] = revision,
            ["chart"] = new JsonObject { ["metadata"] = new JsonObject { ["name"] = chart.Split(' ')[0], ["version"] = chart.Split(' ')[1] } },
            ["manifest"] = $"apiVersion: v1\nkind: Service\nmetadata:\n  name: {service}\n  namespace: {@namespace}\n",
        };
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(json.ToJsonString()));
        }

        var secret = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject
            {
                ["name"] = $"sh.helm.release.v1.{release}.v{revision}",
                ["labels"] = new JsonObject { ["owner"] = "helm", ["name"] = release, ["version"] = $"{revision}" },
            },
            ["type"] = "helm.sh/release.v1",
            ["stringData"] = new JsonObject { ["release"] = Convert.ToBase64String(packed.ToArray()) },
        };
        return client.CreateAsync($"/api/v1/namespaces/{@namespace}/secrets", secret.ToJsonString(), cancellationToken);
    }

    /// <summary>A configuration with one webhook that guards the ConfigMaps of the namespace.</summary>
    public async Task<string> ConfigurationAsync(
        string kind, MadeService service, string bundle, string failurePolicy, JsonObject metadata, CancellationToken cancellationToken)
    {
        var name = (string?)metadata["name"] ?? FreshName.With("spark-webhook-config");
        metadata["name"] = name;
        var json = JsonNode.Parse(Manifest.WebhookConfiguration(
            kind, name, [new WebhookEntry(service, bundle) { FailurePolicy = failurePolicy, Name = "webhook.sparkoperator.k8s.io" }]))!;
        json["metadata"] = metadata;
        await make.ClusterScopedAsync(
            $"/apis/admissionregistration.k8s.io/v1/{kind.ToLowerInvariant()}s", name, json.ToJsonString(), cancellationToken);
        return name;
    }

    private static JsonObject Deployment(string name, string[] arguments) => new()
    {
        ["apiVersion"] = "apps/v1",
        ["kind"] = "Deployment",
        ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = Labels() },
        ["spec"] = new JsonObject
        {
            ["selector"] = new JsonObject { ["matchLabels"] = Labels() },
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = Labels() },
                ["spec"] = new JsonObject
                {
                    ["containers"] = new JsonArray(new JsonObject
                    {
                        ["name"] = "operator",
                        ["image"] = "kubeflow/spark-operator",
                        ["args"] = new JsonArray([.. arguments.Select(argument => JsonValue.Create(argument))]),
                    }),
                },
            },
        },
    };

    private static JsonObject Labels() => new(PodLabels.Select(label => KeyValuePair.Create<string, JsonNode?>(label.Key, label.Value)));
}
