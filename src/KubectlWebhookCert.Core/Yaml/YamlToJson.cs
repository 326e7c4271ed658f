using System.Text.Json;

namespace KubectlWebhookCert.Core.Yaml;

/// <summary>Writes a document's tree as JSON: scalars get their types, keys become strings, aliases and merges are written out.</summary>
/// <param name="source">How to name the text in errors.</param>
/// <param name="writer">Takes the JSON.</param>
/// <param name="length">The whole text's length: what aliases may multiply it to hangs on it.</param>
internal sealed class YamlToJson(string source, Utf8JsonWriter writer, int length)
{
    private const int MaximumAliasedNodes = 500_000;

    private readonly long maximumBytes = (16L * length) + (16 * 1024 * 1024);
    private int aliases;
    private int aliasedNodes;

    /// <summary>Writes a node and what is in it.</summary>
    /// <param name="node">The document's root.</param>
    /// <exception cref="UnreadableDocumentException">It has no equal in JSON, a key appears twice, or aliases multiply it past all bounds.</exception>
    public void Write(YamlNode node) => Write(node, 0);

    private void Write(YamlNode node, int depth)
    {
        Check(node, depth);
        switch (node)
        {
            case YamlNode.Alias alias:
                aliases++;
                Write(alias.Target, depth);
                aliases--;
                break;
            case YamlNode.Sequence sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Items)
                {
                    Write(item, depth + 1);
                }

                writer.WriteEndArray();
                break;
            case YamlNode.Mapping mapping:
                writer.WriteStartObject();
                WriteEntries(mapping, depth);
                writer.WriteEndObject();
                break;
            case YamlNode.Scalar scalar:
                WriteScalar(scalar);
                break;
        }
    }

    private void WriteEntries(YamlNode.Mapping mapping, int depth)
    {
        var keys = new string[mapping.Entries.Count];
        var merges = 0;
        for (var index = 0; index < keys.Length; index++)
        {
            var isMerge = mapping.Entries[index].Key is YamlNode.Scalar { IsMerge: true };
            keys[index] = isMerge ? string.Empty : Key(mapping.Entries[index].Key);
            merges += isMerge ? 1 : 0;
        }

        RefuseDuplicates(mapping, keys);
        if (merges > 0)
        {
            foreach (var (key, value) in Merged(mapping, depth))
            {
                writer.WritePropertyName(key);
                Write(value, depth + 1);
            }

            return;
        }

        for (var index = 0; index < keys.Length; index++)
        {
            writer.WritePropertyName(keys[index]);
            Write(mapping.Entries[index].Value, depth + 1);
        }
    }

    private void RefuseDuplicates(YamlNode.Mapping mapping, string[] keys)
    {
        var seen = keys.Length > 8 ? new HashSet<string>(keys.Length, StringComparer.Ordinal) : null;
        for (var index = 1; index <= keys.Length; index++)
        {
            var last = index - 1;
            var isNew = seen?.Add(keys[last]) ?? Array.IndexOf(keys, keys[last], 0, last) < 0;
            if (!isNew && mapping.Entries[last].Key is not YamlNode.Scalar { IsMerge: true })
            {
                throw new UnreadableDocumentException(source, mapping.Entries[last].Key.Line, $"key \"{keys[last]}\" already set in map");
            }
        }
    }

    /// <summary>Entries as go-yaml v2 leaves them: in the order written, so that a merge after a key overrides it.</summary>
    private OrderedDictionary<string, YamlNode> Merged(YamlNode.Mapping mapping, int depth)
    {
        Check(mapping, depth);
        var entries = new OrderedDictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (key, value) in mapping.Entries)
        {
            if (key is YamlNode.Scalar { IsMerge: true })
            {
                Merge(entries, value, depth + 1);
            }
            else
            {
                entries[Key(key)] = value;
            }
        }

        return entries;
    }

    private void Merge(OrderedDictionary<string, YamlNode> entries, YamlNode value, int depth)
    {
        switch (value is YamlNode.Alias alias ? alias.Target : value)
        {
            case YamlNode.Mapping mapping:
                foreach (var (key, merged) in Merged(mapping, depth))
                {
                    CountAliased(value);
                    entries[key] = merged;
                }

                break;
            case YamlNode.Sequence sequence when value is not YamlNode.Alias:
                for (var index = sequence.Items.Count - 1; index >= 0; index--) // the first of them counts
                {
                    if ((sequence.Items[index] is YamlNode.Alias item ? item.Target : sequence.Items[index]) is not YamlNode.Mapping)
                    {
                        goto default;
                    }

                    Merge(entries, sequence.Items[index], depth + 1);
                }

                break;
            default:
                throw new UnreadableDocumentException(source, value.Line, "map merge requires map or sequence of maps as the value");
        }
    }

    private string Key(YamlNode node) => node switch
    {
        YamlNode.Alias alias => Key(alias.Target),
        YamlNode.Scalar scalar => Resolve(scalar).AsKey() ?? throw new UnreadableDocumentException(source, node.Line, "null cannot be a key"),
        _ => throw new UnreadableDocumentException(source, node.Line, "a map or list cannot be a key"),
    };

    private void WriteScalar(YamlNode.Scalar scalar)
    {
        if (!Resolve(scalar).TryWrite(writer))
        {
            throw new UnreadableDocumentException(source, scalar.Line, "JSON has no infinity and no NaN");
        }
    }

    private ResolvedScalar Resolve(YamlNode.Scalar scalar) =>
        ScalarResolver.TryResolve(scalar, out var resolved, out var reason)
            ? resolved
            : throw new UnreadableDocumentException(source, scalar.Line, reason);

    private void Check(YamlNode node, int depth)
    {
        if (depth > YamlReader.MaximumDepth)
        {
            throw new UnreadableDocumentException(source, node.Line, $"nested deeper than {YamlReader.MaximumDepth} levels");
        }

        if (aliases > 0)
        {
            CountAliased(node);
        }
    }

    private void CountAliased(YamlNode node)
    {
        if (++aliasedNodes > MaximumAliasedNodes || writer.BytesCommitted + writer.BytesPending > maximumBytes)
        {
            throw new UnreadableDocumentException(source, node.Line, "document contains excessive aliasing");
        }
    }
}
