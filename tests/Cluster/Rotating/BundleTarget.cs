using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>An object whose CA bundles a rotator keeps.</summary>
/// <param name="Collection">The path of its collection.</param>
/// <param name="Name">Its name.</param>
internal sealed record BundleTarget(string Collection, string Name)
{
    private const string Webhooks = "/apis/admissionregistration.k8s.io/v1/";
    private const string ApiServices = "/apis/apiregistration.k8s.io/v1/apiservices";
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    public string Path => $"{Collection}/{Name}";

    public static BundleTarget Validating(string name) => new(Webhooks + "validatingwebhookconfigurations", name);

    public static BundleTarget Mutating(string name) => new(Webhooks + "mutatingwebhookconfigurations", name);

    public static BundleTarget Definition(string name) => new(Definitions, name);

    public static BundleTarget ApiService(string name) => new(ApiServices, name);

    /// <summary>The CA bundles of such an object, base64.</summary>
    public IReadOnlyList<string> Bundles(JsonObject state) => [.. Holders(state).Select(holder => (string?)holder["caBundle"] ?? "")];

    /// <summary>Sets every CA bundle; returns whether that changed one.</summary>
    public bool Inject(JsonObject state, string base64)
    {
        var isChanged = false;
        foreach (var holder in Holders(state).Where(holder => (string?)holder["caBundle"] != base64))
        {
            holder["caBundle"] = base64;
            isChanged = true;
        }
        return isChanged;
    }

    private IEnumerable<JsonObject> Holders(JsonObject state)
    {
        IEnumerable<JsonNode?> holders = Collection switch
        {
            ApiServices => [state["spec"]],
            Definitions => [Json.At(state, "spec.conversion.webhook.clientConfig")],
            _ => (state["webhooks"] as JsonArray ?? []).Select(webhook => webhook?["clientConfig"]),
        };
        return holders.OfType<JsonObject>();
    }
}
