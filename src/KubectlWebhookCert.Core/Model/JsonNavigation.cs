using System.Text.Json;

namespace KubectlWebhookCert.Core.Model;

/// <summary>Reading paths of JSON whose shape nobody guarantees: what is missing or of another type is null, never an exception.</summary>
public static class JsonNavigation
{
    /// <summary>The value at a path of property names, or null where any of them is missing or the value is JSON null.</summary>
    /// <param name="json">Where to start.</param>
    /// <param name="path">Property names, outermost first.</param>
    public static JsonElement? At(this JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json))
            {
                return null;
            }
        }

        return json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : json;
    }

    /// <summary>The string at a path, or null.</summary>
    /// <param name="json">Where to start.</param>
    /// <param name="path">Property names, outermost first.</param>
    public static string? Text(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    /// <summary>The 32-bit integer at a path, or null.</summary>
    /// <param name="json">Where to start.</param>
    /// <param name="path">Property names, outermost first.</param>
    public static int? Number(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { ValueKind: JsonValueKind.Number } found && found.TryGetInt32(out var value) ? value : null;

    /// <summary>The boolean at a path, or null.</summary>
    /// <param name="json">Where to start.</param>
    /// <param name="path">Property names, outermost first.</param>
    public static bool? Boolean(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path)?.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    /// <summary>The elements of the array at a path; none where there is no array.</summary>
    /// <param name="json">Where to start.</param>
    /// <param name="path">Property names, outermost first.</param>
    public static IEnumerable<JsonElement> Items(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { ValueKind: JsonValueKind.Array } found ? found.EnumerateArray() : [];

    /// <summary>The properties of the object at a path; none where there is no object.</summary>
    /// <param name="json">Where to start.</param>
    /// <param name="path">Property names, outermost first.</param>
    public static IEnumerable<JsonMember> Properties(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { ValueKind: JsonValueKind.Object } found ? Members(found) : [];

    private static IEnumerable<JsonMember> Members(JsonElement json)
    {
        foreach (var property in json.EnumerateObject())
        {
            yield return new JsonMember(property.Name, property.Value);
        }
    }
}
