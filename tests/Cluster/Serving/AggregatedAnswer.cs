using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Answers of an aggregated API of one resource, `widgets`, of which there are none.</summary>
internal static class AggregatedAnswer
{
    /// <summary>Null: no such path.</summary>
    public static JsonNode? To(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["apis", var group, var version] => Discovery($"{group}/{version}"),
        ["apis", var group, var version, .., "widgets"] => new JsonObject
        {
            ["apiVersion"] = $"{group}/{version}",
            ["kind"] = "WidgetList",
            ["metadata"] = new JsonObject(),
            ["items"] = new JsonArray(),
        },
        _ => null,
    };

    private static JsonObject Discovery(string groupVersion) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "APIResourceList",
        ["groupVersion"] = groupVersion,
        ["resources"] = new JsonArray(new JsonObject
        {
            ["name"] = "widgets",
            ["singularName"] = "widget",
            ["kind"] = "Widget",
            ["namespaced"] = true,
            ["verbs"] = new JsonArray("get", "list"),
        }),
    };
}
