using System.Globalization;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Looks into JSON without a line of the code under test.</summary>
internal static class Json
{
    /// <summary>The value at a path such as `items.0.webhooks.0.name`; null where there is none.</summary>
    public static JsonNode? At(JsonNode? json, string path)
    {
        foreach (var step in path.Split('.'))
        {
            json = json switch
            {
                JsonArray array => int.Parse(step, CultureInfo.InvariantCulture) is var index && index < array.Count ? array[index] : null,
                JsonObject map => map[step],
                _ => null,
            };
        }
        return json;
    }

    public static string? Text(JsonNode? json, string path) => At(json, path)?.ToString();

    /// <summary>A list of strings; empty where there is none.</summary>
    public static IReadOnlyList<string> Texts(JsonNode? json, string path) =>
        [.. (At(json, path) as JsonArray ?? []).Select(item => item?.ToString() ?? "")];

    public static int Count(JsonNode? json, string path) => (At(json, path) as JsonArray)?.Count ?? 0;
}
