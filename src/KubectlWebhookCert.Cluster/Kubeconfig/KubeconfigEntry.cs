using System.Text.Json;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>
/// The settings of one context, cluster or user, or a part of them. A wrong type is an error that names file and field, never the value.
/// </summary>
/// <param name="File">The file it is in.</param>
/// <param name="Where">Its place there: <c>users[NAME]</c>.</param>
/// <param name="Value">A JSON object, or undefined for no settings at all.</param>
internal readonly record struct KubeconfigEntry(string File, string Where, JsonElement Value)
{
    public static KubeconfigEntry Of(string file, KubeconfigSection section, string name, JsonElement item)
    {
        var value = item.TryGetProperty(section.Entry, out var found) ? found : default;
        var entry = new KubeconfigEntry(file, $"{section.List}[{name}]", value);
        return value.ValueKind switch
        {
            JsonValueKind.Object => entry,
            JsonValueKind.Null or JsonValueKind.Undefined => entry with { Value = default },
            _ => throw entry.Wrong(section.Entry, "must be a mapping"),
        };
    }

    /// <summary>The name of an item of <c>contexts</c>, <c>clusters</c> or <c>users</c>.</summary>
    public static string? NameOf(JsonElement item)
    {
        try
        {
            return item.ValueKind == JsonValueKind.Object
                && item.TryGetProperty("name", out var name)
                && name.ValueKind == JsonValueKind.String
                    ? name.GetString()
                    : null;
        }
        catch (InvalidOperationException)
        {
            return null; // as for AsText: no name that anybody could ask for
        }
    }

    /// <summary>A field for messages: <c>users[NAME].token in "FILE"</c>.</summary>
    public string Place(string field) => Where.Length == 0 ? $"{field} in \"{File}\"" : $"{Where}.{field} in \"{File}\"";

    /// <summary>A string; null where it is missing or empty.</summary>
    public string? Text(string field) =>
        Field(field, JsonValueKind.String, "must be a string") is { } value ? AsText(field, value) : null;

    /// <summary>A boolean; false where it is missing.</summary>
    public bool Flag(string field)
    {
        if (Get(field) is not { } value)
        {
            return false;
        }

        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Wrong(field, "must be true or false"),
        };
    }

    /// <summary>Bytes that are written as base64; empty where they are missing.</summary>
    public ReadOnlyMemory<byte> Bytes(string field)
    {
        if (Text(field) is not { } text)
        {
            return default;
        }

        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out var count)
            ? bytes.AsMemory(0, count)
            : throw Wrong(field, "is not valid base64");
    }

    /// <summary>A path, made absolute from the file's directory; null where it is missing.</summary>
    public string? FilePath(string field) => Text(field) is { } path ? Resolve(path) : null;

    /// <summary>A path made absolute from the file's directory.</summary>
    public string Resolve(string path) => Path.GetFullPath(path, Path.GetDirectoryName(File) ?? File);

    /// <summary>A list of strings; none where it is missing.</summary>
    public ValueList<string> Texts(string field)
    {
        var items = new List<string>();
        foreach (var item in List(field))
        {
            items.Add(
                item.ValueKind == JsonValueKind.String
                    ? AsText(field, item) ?? string.Empty
                    : throw Wrong(field, "must be a list of strings"));
        }

        return items.ToValueList();
    }

    /// <summary>A list of mappings; none where it is missing.</summary>
    public IEnumerable<KubeconfigEntry> Entries(string field)
    {
        var index = 0;
        foreach (var item in List(field))
        {
            yield return item.ValueKind == JsonValueKind.Object
                ? new KubeconfigEntry(File, $"{Where}.{field}[{index++}]", item)
                : throw Wrong(field, "must be a list of mappings");
        }
    }

    /// <summary>A mapping; null where it is missing.</summary>
    public KubeconfigEntry? Entry(string field) =>
        Field(field, JsonValueKind.Object, "must be a mapping") is { } value
            ? new KubeconfigEntry(File, $"{Where}.{field}", value)
            : null;

    /// <summary>The field names of this mapping.</summary>
    public IEnumerable<string> Fields() => Value.Properties().Select(field => field.Name);

    /// <summary>That a field does not do.</summary>
    public KubeconfigException Wrong(string field, string why, string? hint = null) =>
        new($"{Place(field)} {why}", hint ?? $"to see what the file says, without secrets: kubectl config view --kubeconfig {File}");

    private JsonElement.ArrayEnumerator List(string field) =>
        Field(field, JsonValueKind.Array, "must be a list") is { } value ? value.EnumerateArray() : default;

    private JsonElement? Field(string field, JsonValueKind kind, string otherwise)
    {
        var value = Get(field);
        return value is null || value.Value.ValueKind == kind ? value : throw Wrong(field, otherwise);
    }

    private JsonElement? Get(string field) =>
        Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    private string? AsText(string field, JsonElement value)
    {
        try
        {
            // No path, argument or header can hold a zero.
            return value.GetString() is { Length: > 0 } text
                ? text.Contains('\0', StringComparison.Ordinal) ? throw Wrong(field, "is not valid text") : text
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as an escape: JSON allows it, a string does not.
            throw Wrong(field, "is not valid text");
        }
    }
}
