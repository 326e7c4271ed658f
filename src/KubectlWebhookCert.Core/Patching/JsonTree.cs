using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Core.Patching;

/// <summary>JSON that can be changed, and back. Values that nobody touches keep their spelling.</summary>
public static class JsonTree
{
    private const int MaximumDepth = 1000;

    /// <summary>A copy of a value. Of a key that stands twice, the last counts, as everywhere in Kubernetes.</summary>
    /// <param name="json">The value; null comes back as null.</param>
    public static JsonNode? Of(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                var map = new JsonObject();
                foreach (var property in json.EnumerateObject())
                {
                    map[property.Name] = Of(property.Value);
                }

                return map;
            case JsonValueKind.Array:
                var list = new JsonArray();
                foreach (var item in json.EnumerateArray())
                {
                    list.Add(Of(item));
                }

                return list;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return null;
            default:
                return JsonValue.Create(json);
        }
    }

    /// <summary>A value that stands on its own.</summary>
    /// <param name="node">The value; null is JSON's.</param>
    public static JsonElement ToElement(JsonNode? node) => ToElement(node, null);

    /// <summary>A JSON patch. API servers compare what it tests as it is spelled, and a plus sign of base64 as anybody else spells it.</summary>
    /// <param name="operations">Its operations.</param>
    public static JsonElement ToPatch(JsonArray operations) => ToElement(operations, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    private static JsonElement ToElement(JsonNode? node, JavaScriptEncoder? encoder)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, MaxDepth = MaximumDepth, Encoder = encoder }))
        {
            if (node is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                node.WriteTo(writer);
            }
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = MaximumDepth });
        return document.RootElement.Clone();
    }
}
