using System.Buffers;
using System.Text.Json;
using KubectlWebhookCert.Core.Patching;

namespace KubectlWebhookCert.Cluster.Snapshots;

/// <summary>Changes single fields of an object and leaves all others as they are.</summary>
internal static class ObjectMetadata
{
    /// <summary>The object with a field of its metadata set; null takes it away.</summary>
    public static JsonElement With(JsonElement json, string name, string? value) =>
        MergePatch.Apply(json, Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("metadata");
            writer.WriteString(name, value);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }));

    /// <summary>The object with its type.</summary>
    public static JsonElement WithType(JsonElement json, string apiVersion, string kind) =>
        Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("apiVersion", apiVersion);
            writer.WriteString("kind", kind);
            foreach (var property in json.EnumerateObject())
            {
                if (property.Name is not ("apiVersion" or "kind"))
                {
                    property.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        });

    /// <summary>A value written by a function.</summary>
    public static JsonElement Build(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = 1000 });
        return document.RootElement.Clone();
    }
}
