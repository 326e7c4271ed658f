using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>One page of a list. Its objects are copies: none keeps the page in memory.</summary>
/// <param name="Objects">The objects kept.</param>
/// <param name="Continue">Where the next page begins, or null after the last.</param>
/// <param name="ResourceVersion">What the list is a picture of: a watch from there misses nothing. Empty where the server does not say.</param>
internal sealed record ObjectPage(IReadOnlyList<KubernetesObject> Objects, string? Continue, string ResourceVersion)
{
    /// <summary>Reads a page.</summary>
    /// <param name="list">The list object.</param>
    /// <param name="type">The type of its items, which do not say it themselves.</param>
    /// <param name="keep">Which items to copy; null: all.</param>
    public static ObjectPage Read(JsonElement list, ResourceType type, Func<JsonElement, bool>? keep)
    {
        var objects = new List<KubernetesObject>();
        foreach (var item in list.Items("items"))
        {
            if (item.ValueKind == JsonValueKind.Object && (keep is null || keep(item)))
            {
                objects.Add(new KubernetesObject(Complete(item, type)));
            }
        }

        return new ObjectPage(
            objects,
            list.Text("metadata", "continue") is { Length: > 0 } next ? next : null,
            list.Text("metadata", "resourceVersion") ?? string.Empty);
    }

    /// <summary>A copy of an object that says what it is.</summary>
    private static JsonElement Complete(JsonElement item, ResourceType type)
    {
        var hasVersion = item.Text("apiVersion") is not null;
        var hasKind = item.Text("kind") is not null;
        if (hasVersion && hasKind)
        {
            return item.Clone();
        }

        var opening = new StringBuilder("{");
        _ = hasVersion ? opening : opening.Append("\"apiVersion\":\"").Append(type.ApiVersion).Append('"');
        _ = hasKind ? opening : opening.Append(hasVersion ? "" : ",").Append("\"kind\":\"").Append(type.Kind).Append('"');
        var rest = JsonMarshal.GetRawUtf8Value(item)[1..];
        _ = rest.TrimStart(" \t\r\n"u8) is [(byte)'}', ..] ? opening : opening.Append(',');
        return Join(opening.ToString(), rest);
    }

    private static JsonElement Join(string opening, ReadOnlySpan<byte> rest)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(opening.Length + rest.Length);
        try
        {
            var length = Encoding.UTF8.GetBytes(opening, buffer);
            rest.CopyTo(buffer.AsSpan(length));
            var reader = new Utf8JsonReader(
                buffer.AsSpan(0, length + rest.Length), new JsonReaderOptions { MaxDepth = ApiAnswer.DeepestJson });
            return JsonElement.ParseValue(ref reader);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
