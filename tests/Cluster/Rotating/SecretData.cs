using System.Text;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The values of Secrets as text, on the way from and to JSON.</summary>
internal static class SecretData
{
    /// <summary>Empty: there is no such key.</summary>
    public static string Text(JsonObject? secret, string key) =>
        (string?)secret?["data"]?[key] is { } value ? Decoded(value) : "";

    public static IReadOnlyList<string> Keys(JsonObject secret) => [.. secret["data"]?.AsObject().Select(each => each.Key) ?? []];

    public static JsonObject Of(IReadOnlyDictionary<string, string> values) =>
        new(values.Select(each => KeyValuePair.Create<string, JsonNode?>(each.Key, Encoded(each.Value))));

    /// <summary>A merge patch that sets keys, and takes away those that are null.</summary>
    public static string Change(IReadOnlyDictionary<string, string?> data) => new JsonObject
    {
        ["data"] = new JsonObject(data.Select(each => KeyValuePair.Create<string, JsonNode?>(
            each.Key, each.Value is null ? null : Encoded(each.Value)))),
    }.ToJsonString();

    public static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public static string Decoded(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}
