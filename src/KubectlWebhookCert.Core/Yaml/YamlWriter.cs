using System.Text;
using System.Text.Json;

namespace KubectlWebhookCert.Core.Yaml;

// The layout is that of go-yaml v2 (encode.go, emitterc.go) as sigs.k8s.io/yaml drives it for `kubectl -o yaml`: block style, two
// spaces, a list under a key at the key's own indent, lines folded at the first blank past column 80.

/// <summary>Writes JSON as YAML, letter for letter as <c>kubectl -o yaml</c> does.</summary>
public static class YamlWriter
{
    private const int Step = 2;

    /// <summary>One document, ending with a line feed, without <c>---</c>.</summary>
    /// <param name="json">The value.</param>
    /// <param name="order">In which order keys are written.</param>
    public static string Write(JsonElement json, YamlKeyOrder order)
    {
        var page = new YamlPage(new StringBuilder());
        WriteNode(page, json, order, -Step, Place.Root);
        page.EndLine();
        return page.ToString();
    }

    private static void WriteNode(YamlPage page, JsonElement json, YamlKeyOrder order, int indent, Place place)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object when json.EnumerateObject().MoveNext():
                WriteEntries(page, json, order, indent + Step, place);
                break;
            case JsonValueKind.Array when json.GetArrayLength() > 0:
                // Under a key a list takes the key's own indent.
                WriteItems(page, json, order, place == Place.AfterKey ? indent : indent + Step, place);
                break;
            case JsonValueKind.Object:
                page.Token("{}");
                break;
            case JsonValueKind.Array:
                page.Token("[]");
                break;
            case JsonValueKind.String:
                YamlScalar.Write(page, json.GetString() ?? string.Empty, Math.Max(indent + Step, Step), isKey: false);
                break;
            case JsonValueKind.Number:
                page.Token(Number(json));
                break;
            default:
                page.Token(json.ValueKind switch { JsonValueKind.True => "true", JsonValueKind.False => "false", _ => "null" });
                break;
        }
    }

    private static void WriteEntries(YamlPage page, JsonElement json, YamlKeyOrder order, int indent, Place place)
    {
        IEnumerable<JsonProperty> properties = order == YamlKeyOrder.Sorted ? NaturalKeyComparer.Instance.Sort(json) : json.EnumerateObject();
        foreach (var property in properties)
        {
            page.Indent(indent, place == Place.AfterDash);
            place = Place.AfterKey; // only the first entry may share a line with its dash
            if (YamlScalar.IsSimpleKey(property.Name))
            {
                YamlScalar.Write(page, property.Name, indent, isKey: true);
                page.Append(':');
                WriteNode(page, property.Value, order, indent, Place.AfterKey);
                continue;
            }

            page.Append('?');
            YamlScalar.Write(page, property.Name, indent + Step, isKey: false);
            page.Indent(indent, compact: false);
            page.Append(':');
            WriteNode(page, property.Value, order, indent, Place.AfterDash);
        }
    }

    private static void WriteItems(YamlPage page, JsonElement json, YamlKeyOrder order, int indent, Place place)
    {
        foreach (var item in json.EnumerateArray())
        {
            page.Indent(indent, place == Place.AfterDash);
            place = Place.AfterKey;
            page.Append('-');
            WriteNode(page, item, order, indent, Place.AfterDash);
        }
    }

    /// <summary>kubectl reads a number, writes it as JSON, reads that as YAML and writes it again: <c>1.0</c> ends up as <c>1</c>.</summary>
    private static string Number(JsonElement json)
    {
        var text = json.GetRawText();
        if (ScalarResolver.Resolve(text).Kind is ScalarKind.Integer or ScalarKind.Unsigned)
        {
            return ScalarResolver.Resolve(text).AsKey() ?? text;
        }

        if (!json.TryGetDouble(out var value) || !double.IsFinite(value))
        {
            return text;
        }

        var resolved = ScalarResolver.Resolve(GoNumber.Json(value));
        return resolved.Kind == ScalarKind.Float ? GoNumber.General(value) : resolved.AsKey() ?? text;
    }

    private enum Place
    {
        Root,
        AfterKey,
        AfterDash,
    }
}
