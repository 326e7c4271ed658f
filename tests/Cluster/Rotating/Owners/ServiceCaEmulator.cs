using System.Globalization;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// OpenShift's service-ca as it is documented, for one namespace: annotated Services get a serving Secret of exactly two keys, annotated
/// objects get the bundle.
/// </summary>
/// <remarks>
/// The real one injects in the whole cluster; here only into what calls Services of the namespace, since several tests share a cluster.
/// </remarks>
internal sealed class ServiceCaEmulator : IAsyncDisposable
{
    private const string Prefix = "service.beta.openshift.io/";
    private const int Retries = 10;

    private readonly ApiClient client;
    private readonly string @namespace;
    private readonly ReconcileLoop loop;
    private volatile ServiceCaTrust trust = ServiceCaTrust.First();

    public ServiceCaEmulator(ApiClient client, string @namespace)
    {
        this.client = client;
        this.@namespace = @namespace;
        loop = new ReconcileLoop(ReconcileAsync);
    }

    /// <summary>What is injected now.</summary>
    public string Bundle => trust.BundlePem;

    /// <summary>
    /// A new authority of the same name, signed by the old one as the old one is by it: leaves of either are good with either bundle.
    /// Leaves that are there stay.
    /// </summary>
    public void ReplaceAuthority() => trust = trust.Next();

    /// <summary>Returns when all that is there now has been acted on.</summary>
    public async Task SettledAsync(CancellationToken cancellationToken)
    {
        await loop.LookedAsync(cancellationToken);
        await loop.LookedAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => loop.DisposeAsync();

    private static string? AnnotationOf(JsonObject item, string name) => (string?)item["metadata"]?["annotations"]?[Prefix + name];

    private async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        var current = trust;
        var services = await client.GetAsync($"/api/v1/namespaces/{@namespace}/services", cancellationToken);
        foreach (var service in services["items"]?.AsArray().OfType<JsonObject>() ?? [])
        {
            if (AnnotationOf(service, "serving-cert-secret-name") is { } secret)
            {
                await ServeAsync(service, secret, current, cancellationToken);
            }
        }
        foreach (var trusting in await TrustingObject.AllAsync(client, cancellationToken))
        {
            if (trusting.Annotation(Prefix + "inject-cabundle") == "true" && trusting.Namespaces.Contains(@namespace))
            {
                await trusting.InjectAsync(client, "service-ca-operator", _ => current.BundlePem, cancellationToken);
            }
        }
        await InjectConfigMapsAsync(current, cancellationToken);
    }

    private async Task ServeAsync(JsonObject service, string name, ServiceCaTrust current, CancellationToken cancellationToken)
    {
        var secret = await client.FindAsync(SecretPath(name), cancellationToken);
        if (secret is null)
        {
            if (Failures(service) < Retries)
            {
                await client.CreateAsync($"/api/v1/namespaces/{@namespace}/secrets", NewSecret(service, name, current), cancellationToken);
                await SignedAsync(service, current, cancellationToken);
            }
            return;
        }
        var owner = AnnotationOf(secret, "originating-service-uid");
        if (owner != Uid(service))
        {
            var error = $"secret {@namespace}/{name} does not have corresponding service UID {Uid(service)}";
            await GiveUpAsync(service, error, cancellationToken);
            return;
        }
        if (CertificatePem.ReadPair(SecretData.Text(secret, "tls.crt"), SecretData.Text(secret, "tls.key")) is null)
        {
            secret["data"] = SecretData.Of(Issue(service, current).Values);
            await client.ReplaceAsync(SecretPath(name), secret.ToJsonString(), cancellationToken);
        }
        else if (SecretData.Keys(secret).Except(["tls.crt", "tls.key"]).ToList() is { Count: > 0 } strangers)
        {
            strangers.ForEach(key => secret["data"]!.AsObject().Remove(key));
            await client.ReplaceAsync(SecretPath(name), secret.ToJsonString(), cancellationToken);
        }
    }

    private async Task InjectConfigMapsAsync(ServiceCaTrust current, CancellationToken cancellationToken)
    {
        var maps = await client.GetAsync($"/api/v1/namespaces/{@namespace}/configmaps", cancellationToken);
        foreach (var map in maps["items"]?.AsArray().OfType<JsonObject>() ?? [])
        {
            var isCurrent = map["data"] is JsonObject { Count: 1 } data && (string?)data["service-ca.crt"] == current.BundlePem;
            if (AnnotationOf(map, "inject-cabundle") == "true" && !isCurrent)
            {
                map["data"] = new JsonObject { ["service-ca.crt"] = current.BundlePem };
                await client.ReplaceAsync(
                    $"/api/v1/namespaces/{@namespace}/configmaps/{map["metadata"]?["name"]}", map.ToJsonString(), cancellationToken);
            }
        }
    }

    private static string Uid(JsonObject service) => (string?)service["metadata"]?["uid"] ?? "";

    private static int Failures(JsonObject service) =>
        AnnotationOf(service, "serving-cert-generation-error-num") is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : 0;

    private (Dictionary<string, string> Values, DateTimeOffset NotAfter) Issue(JsonObject service, ServiceCaTrust current)
    {
        var name = $"{service["metadata"]?["name"]}.{@namespace}.svc";
        var leaf = current.Issue([name, name + ".cluster.local"]);
        var values = new Dictionary<string, string> { ["tls.crt"] = leaf.ChainPem, ["tls.key"] = RsaAuthority.KeyPemOf(leaf) };
        return (values, leaf.Leaf.NotAfter);
    }

    private string NewSecret(JsonObject service, string name, ServiceCaTrust current)
    {
        var (values, notAfter) = Issue(service, current);
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["type"] = "kubernetes.io/tls",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["annotations"] = new JsonObject
                {
                    [Prefix + "originating-service-name"] = (string?)service["metadata"]?["name"],
                    [Prefix + "originating-service-uid"] = Uid(service),
                    [Prefix + "expiry"] = notAfter.ToString("O", CultureInfo.InvariantCulture),
                },
                ["ownerReferences"] = new JsonArray(new JsonObject
                {
                    ["apiVersion"] = "v1",
                    ["kind"] = "Service",
                    ["name"] = (string?)service["metadata"]?["name"],
                    ["uid"] = Uid(service),
                }),
            },
            ["data"] = SecretData.Of(values),
        }.ToJsonString();
    }

    private Task<JsonObject> SignedAsync(JsonObject service, ServiceCaTrust current, CancellationToken cancellationToken) =>
        AnnotateAsync(service, new JsonObject { [Prefix + "serving-cert-signed-by"] = current.Name }, cancellationToken);

    // It counts its failures and stops trying.
    private async Task GiveUpAsync(JsonObject service, string error, CancellationToken cancellationToken)
    {
        if (Failures(service) < Retries)
        {
            var annotations = new JsonObject
            {
                [Prefix + "serving-cert-generation-error"] = error,
                [Prefix + "serving-cert-generation-error-num"] = (Failures(service) + 1).ToString(CultureInfo.InvariantCulture),
            };
            await AnnotateAsync(service, annotations, cancellationToken);
        }
    }

    private Task<JsonObject> AnnotateAsync(JsonObject service, JsonObject annotations, CancellationToken cancellationToken) =>
        client.MergeAsync(
            $"/api/v1/namespaces/{@namespace}/services/{service["metadata"]?["name"]}",
            new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = annotations } }.ToJsonString(),
            cancellationToken);

    private string SecretPath(string name) => $"/api/v1/namespaces/{@namespace}/secrets/{name}";
}
