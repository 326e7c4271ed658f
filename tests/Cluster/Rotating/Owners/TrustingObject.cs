using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A webhook configuration, CustomResourceDefinition or APIService, seen as a holder of CA bundles.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Json">As it was read; changed in place.</param>
internal sealed record TrustingObject(string Path, JsonObject Json)
{
    public const string Validating = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations";
    public const string Mutating = "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations";
    public const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    public const string ApiServices = "/apis/apiregistration.k8s.io/v1/apiservices";

    /// <summary>The bundles, one for each webhook; empty text where there is none.</summary>
    public IReadOnlyList<string> Bundles => [.. Clients.Select(BundleOf)];

    /// <summary>The namespaces of the Services that it calls.</summary>
    public IEnumerable<string> Namespaces => Clients.Select(client => (string?)client["service"]?["namespace"] ?? "");

    // Those that call something: a definition without a conversion webhook and an API of the server itself do not.
    private IEnumerable<JsonObject> Clients
    {
        get
        {
            if (Json["webhooks"] is JsonArray webhooks)
            {
                return webhooks.Select(webhook => webhook?["clientConfig"]).OfType<JsonObject>();
            }
            var spec = Json["spec"] as JsonObject;
            var conversion = (spec?["conversion"] as JsonObject)?["webhook"] as JsonObject;
            JsonObject?[] one = [conversion?["clientConfig"] as JsonObject ?? (spec?["service"] is JsonObject ? spec : null)];
            return one.OfType<JsonObject>();
        }
    }

    /// <summary>All of the cluster.</summary>
    public static async Task<IReadOnlyList<TrustingObject>> AllAsync(ApiClient client, CancellationToken cancellationToken)
    {
        List<TrustingObject> all = [];
        foreach (var collection in (string[])[Validating, Mutating, Definitions, ApiServices])
        {
            var list = await client.GetAsync(collection, cancellationToken);
            var items = list["items"]?.AsArray().OfType<JsonObject>() ?? [];
            all.AddRange(items.Select(item => new TrustingObject($"{collection}/{item["metadata"]?["name"]}", item)));
        }
        return all;
    }

    /// <exception cref="ApiRefusedException">There is none.</exception>
    public static async Task<TrustingObject> ReadAsync(ApiClient client, string path, CancellationToken cancellationToken) =>
        new(path, await client.GetAsync(path, cancellationToken));

    public string? Annotation(string name) => (string?)Json["metadata"]?["annotations"]?[name];

    /// <summary>Gives every webhook its bundle and writes the object under its resourceVersion, when that changes anything.</summary>
    /// <param name="client">Writes.</param>
    /// <param name="manager">The field manager.</param>
    /// <param name="bundle">From the bundle that is there to the one that is to be.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ApiRefusedException">Somebody else wrote it meanwhile, or the server does not like it.</exception>
    public async Task InjectAsync(ApiClient client, string manager, Func<string, string> bundle, CancellationToken cancellationToken)
    {
        var isChanged = false;
        foreach (var each in Clients.ToList())
        {
            var old = BundleOf(each);
            var wanted = bundle(old);
            if (wanted != old)
            {
                each["caBundle"] = SecretData.Encoded(wanted);
                isChanged = true;
            }
        }
        if (isChanged)
        {
            await client.ReplaceAsync($"{Path}?fieldManager={manager}", Json.ToJsonString(), cancellationToken);
        }
    }

    private static string BundleOf(JsonObject client) => (string?)client["caBundle"] is { } bundle ? SecretData.Decoded(bundle) : "";
}
