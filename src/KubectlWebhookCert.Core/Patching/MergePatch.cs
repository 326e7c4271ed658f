using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Core.Patching;

/// <summary>RFC 7386: an object lays its members over another, null takes one away, anything else replaces.</summary>
public static class MergePatch
{
    /// <summary>The patched document; the given one is not changed.</summary>
    /// <param name="document">The whole document.</param>
    /// <param name="patch">What to lay over it.</param>
    public static JsonElement Apply(JsonElement document, JsonElement patch) => JsonTree.ToElement(Merge(JsonTree.Of(document), patch));

    private static JsonNode? Merge(JsonNode? target, JsonElement patch)
    {
        if (patch.ValueKind != JsonValueKind.Object)
        {
            return JsonTree.Of(patch);
        }

        var merged = target as JsonObject ?? [];
        foreach (var member in patch.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                merged.Remove(member.Name);
            }
            else
            {
                var before = merged[member.Name];
                var after = Merge(before, member.Value);
                if (!ReferenceEquals(before, after))
                {
                    merged[member.Name] = after;
                }
            }
        }

        return merged;
    }
}
