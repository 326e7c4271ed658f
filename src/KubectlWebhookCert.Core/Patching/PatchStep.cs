using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Core.Patching;

/// <summary>One operation of a JSON patch.</summary>
/// <param name="index">Its place in the patch, from 0.</param>
/// <param name="operation">The operation as given.</param>
internal sealed class PatchStep(int index, JsonElement operation)
{
    /// <summary>The document after the operation; changes the given one.</summary>
    /// <exception cref="PatchException">It does not apply.</exception>
    public JsonNode? Apply(JsonNode? root)
    {
        var name = Member("op");
        var path = Pointer("path");
        switch (name)
        {
            case "add":
                return Add(root, path, JsonTree.Of(Value()));
            case "remove":
                Remove(root, path);
                return root;
            case "replace":
                return Replace(root, path, JsonTree.Of(Value()));
            case "copy":
                return Add(root, path, Find(root, Pointer("from"))?.DeepClone());
            case "move":
                var from = Pointer("from");
                if (path.Count > from.Count && path.Take(from.Count).SequenceEqual(from))
                {
                    throw Fault(PatchFailure.DoesNotApply, "cannot move a value into itself");
                }

                var moved = Find(root, from);
                if (path.SequenceEqual(from))
                {
                    return root;
                }

                Remove(root, from);
                return Add(root, path, moved);
            case "test":
                if (!JsonNode.DeepEquals(Tested(root, path), JsonTree.Of(Value())))
                {
                    throw Fault(PatchFailure.TestFailed, "test failed");
                }

                return root;
            default:
                throw Fault(PatchFailure.Malformed, $"unknown operation \"{name}\"");
        }
    }

    private JsonNode? Add(JsonNode? root, List<string> path, JsonNode? value)
    {
        if (path.Count == 0)
        {
            return value;
        }

        switch (Find(root, path[..^1]))
        {
            case JsonObject map:
                map[path[^1]] = value;
                return root;
            case JsonArray list:
                list.Insert(path[^1] == "-" ? list.Count : Index(path[^1], list.Count + 1), value);
                return root;
            default:
                throw Missing();
        }
    }

    private JsonNode? Replace(JsonNode? root, List<string> path, JsonNode? value)
    {
        if (path.Count == 0)
        {
            return value;
        }

        if (Find(root, path[..^1]) is JsonArray list)
        {
            list[Index(path[^1], list.Count)] = value;
            return root;
        }

        return Add(root, path, value); // as the API server's patch library: a member that is not there is added
    }

    /// <summary>The value to compare; a member that is not there counts as null, as with the API server's patch library.</summary>
    private JsonNode? Tested(JsonNode? root, List<string> path) =>
        path.Count > 0 && Find(root, path[..^1]) is JsonObject map && !map.ContainsKey(path[^1]) ? null : Find(root, path);

    private void Remove(JsonNode? root, List<string> path)
    {
        if (path.Count == 0)
        {
            throw Fault(PatchFailure.DoesNotApply, "cannot remove the whole document");
        }

        switch (Find(root, path[..^1]))
        {
            case JsonObject map when map.Remove(path[^1]):
                return;
            case JsonArray list:
                list.RemoveAt(Index(path[^1], list.Count));
                return;
            default:
                throw Missing();
        }
    }

    private JsonNode? Find(JsonNode? node, List<string> path)
    {
        foreach (var token in path)
        {
            node = node switch
            {
                JsonObject map when map.TryGetPropertyValue(token, out var member) => member,
                JsonArray list => list[Index(token, list.Count)],
                _ => throw Missing(),
            };
        }

        return node;
    }

    private int Index(string token, int bound) =>
        token is "0" or [>= '1' and <= '9', ..] && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var found) && found < bound
            ? found
            : throw Missing();

    private List<string> Pointer(string member)
    {
        var pointer = Member(member);
        if (pointer.Length == 0)
        {
            return [];
        }

        if (pointer[0] != '/')
        {
            throw Fault(PatchFailure.Malformed, $"\"{member}\" is no JSON pointer");
        }

        return [.. pointer[1..].Split('/').Select(token =>
            token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
    }

    private string Member(string name) =>
        operation.ValueKind == JsonValueKind.Object && operation.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString() ?? string.Empty
            : throw Fault(PatchFailure.Malformed, $"\"{name}\" is missing or no string");

    private JsonElement Value() =>
        operation.TryGetProperty("value", out var value) ? value : throw Fault(PatchFailure.Malformed, "\"value\" is missing");

    private PatchException Missing() => Fault(PatchFailure.DoesNotApply, "the path leads nowhere");

    private PatchException Fault(PatchFailure failure, string why)
    {
        var place = operation.ValueKind == JsonValueKind.Object && operation.TryGetProperty("path", out var path) &&
            path.ValueKind == JsonValueKind.String ? $" at {path.GetString()}" : string.Empty;
        return new PatchException(
            failure, index, string.Create(CultureInfo.InvariantCulture, $"operation {index + 1} of the JSON patch{place}: {why}"));
    }
}
