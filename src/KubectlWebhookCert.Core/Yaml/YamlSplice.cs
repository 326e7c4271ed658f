using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Patching;

namespace KubectlWebhookCert.Core.Yaml;

/// <summary>
/// Sets one field in a YAML or JSON text and leaves every other character as it is: comments, order, quotes, indentation, line ends.
/// </summary>
/// <param name="text">One or more documents, without byte-order mark. The first that is not empty is changed.</param>
/// <param name="source">How to name the text in errors.</param>
public sealed class YamlSplice(string text, string source)
{
    /// <summary>The text with the field set. A map without it gets it: a block after its first field, braces before it.</summary>
    /// <param name="map">Where the field's map is: keys, and places in lists, from 0.</param>
    /// <param name="field">The field's key, which needs no quotes.</param>
    /// <param name="value">What reads the same with quotes and without, as base64 does; not empty.</param>
    /// <exception cref="UnreadableDocumentException">
    /// The text cannot be read, or the field cannot be changed alone: its value is an alias, or is used by one.
    /// </exception>
    public string Set(IReadOnlyList<string> map, string field, string value)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentException.ThrowIfNullOrEmpty(value);
        var before = YamlReader.Read(text, source);
        var mapping = Find(map);
        var (key, old) = mapping.Entries.Find(entry => IsKey(entry.Key, field));
        var changed = key is null
            ? mapping.IsFlow ? AddToFlow(mapping, field, value) : AddToBlock(mapping, field, value)
            : Replace(old, value, isJson: mapping.IsFlow && text[key.Start] == '"');

        // Whatever we make of the text, its readers decide what it says.
        return IsAsMeant(before, changed, map, field, value)
            ? changed
            : throw Refusal(old ?? mapping, "the value cannot be changed alone");
    }

    private YamlNode.Mapping Find(IReadOnlyList<string> path)
    {
        var composer = new YamlComposer(source, text);
        var node = composer.Next();
        while (node is YamlNode.Scalar)
        {
            node = composer.Next(); // an empty document
        }

        foreach (var step in path)
        {
            node = node switch
            {
                YamlNode.Mapping mapping => mapping.Entries.Find(entry => IsKey(entry.Key, step)).Value,
                YamlNode.Sequence sequence => sequence.Items.ElementAtOrDefault(int.Parse(step, CultureInfo.InvariantCulture)),
                YamlNode.Alias => throw Refusal(node, "an alias stands where the value belongs"),
                _ => null,
            };
        }

        return node switch
        {
            YamlNode.Mapping mapping => mapping,
            YamlNode.Alias => throw Refusal(node, "an alias stands where the value belongs"),
            _ => throw Refusal(node, "there is no map where the value belongs"),
        };
    }

    private string Replace(YamlNode old, string value, bool isJson)
    {
        if (old is not YamlNode.Scalar)
        {
            throw Refusal(old, old is YamlNode.Alias ? "the value is an alias" : "the value is no text");
        }

        if (old.Start == old.End)
        {
            return text.Insert(old.Start, text[old.Start - 1] == ':' ? $" {value}" : value);
        }

        return text[old.Start] switch
        {
            '&' or '!' => throw Refusal(old, "the value has an anchor or a tag"),
            '|' or '>' => ReplaceBlock(old, value),
            '\'' => With(old.Start, old.End, $"'{value}'"),
            '"' => With(old.Start, old.End, $"\"{value}\""),
            _ => With(old.Start, old.End, isJson ? $"\"{value}\"" : value), // JSON's null
        };
    }

    /// <summary>The value stands where the block's head did, before the head's comment.</summary>
    private string ReplaceBlock(YamlNode old, string value)
    {
        var lineEnd = LineEnd(old.Start);
        var head = text[old.Start..lineEnd];
        var comment = head.AsSpan().IndexOfAny(' ', '\t');
        return With(old.Start, Math.Max(lineEnd, ContentEnd(old)), comment < 0 ? value : value + head[comment..]);
    }

    private string AddToFlow(YamlNode.Mapping mapping, string field, string value)
    {
        var added = $"\"{field}\": \"{value}\"";
        if (mapping.Entries.Count == 0)
        {
            return text.Insert(mapping.End - 1, added);
        }

        var first = mapping.Entries[0].Key.Start;
        var indentation = text[LineStart(first)..first];
        return text.Insert(first, string.IsNullOrWhiteSpace(indentation) ? $"{added},{LineBreak(first)}{indentation}" : $"{added}, ");
    }

    private string AddToBlock(YamlNode.Mapping mapping, string field, string value)
    {
        var (key, first) = mapping.Entries[0];
        var indentation = new string(' ', key.Start - LineStart(key.Start));
        var end = LineEnd(ContentEnd(first)); // behind the first field's comment
        return text.Insert(end, $"{LineBreak(end)}{indentation}{field}: {value}");
    }

    private bool IsAsMeant(IReadOnlyList<YamlDocument> before, string changed, IReadOnlyList<string> map, string field, string value)
    {
        var expected = JsonTree.Of(before[0].Json);
        var node = expected;
        foreach (var step in map)
        {
            node = node switch
            {
                JsonObject fields => fields[step],
                JsonArray items => items[int.Parse(step, CultureInfo.InvariantCulture)],
                _ => null,
            };
        }

        if (node is not JsonObject target)
        {
            return false;
        }

        target[field] = JsonValue.Create(value);
        try
        {
            var after = YamlReader.Read(changed, source);
            return JsonNode.DeepEquals(expected, JsonTree.Of(after[0].Json))
                && before.Count == after.Count
                && before.Zip(after).Skip(1).All(pair => JsonElement.DeepEquals(pair.First.Json, pair.Second.Json));
        }
        catch (UnreadableDocumentException)
        {
            return false;
        }
    }

    private UnreadableDocumentException Refusal(YamlNode? node, string reason) => new(source, node?.Line ?? 1, reason);

    private string With(int start, int end, string replacement) => string.Concat(text.AsSpan(0, start), replacement, text.AsSpan(end));

    private int ContentEnd(YamlNode node) => text.AsSpan(0, node.End).TrimEnd().Length;

    private int LineStart(int index) => text.AsSpan(0, index).LastIndexOf('\n') + 1;

    private int LineEnd(int index) => text.AsSpan(index).IndexOfAny('\r', '\n') is >= 0 and var length ? index + length : text.Length;

    /// <summary>The line break of a line, or of the first line where this one has none.</summary>
    private string LineBreak(int index)
    {
        var end = LineEnd(index);
        return text.AsSpan(end < text.Length ? end : LineEnd(0)).StartsWith("\r\n") ? "\r\n" : "\n";
    }

    private static bool IsKey(YamlNode key, string name) => key is YamlNode.Scalar scalar && scalar.Value == name;
}
