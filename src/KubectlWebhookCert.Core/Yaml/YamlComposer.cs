using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace KubectlWebhookCert.Core.Yaml;

/// <summary>Turns the parser's events into one tree per document; anchors hold within their document.</summary>
internal sealed class YamlComposer(string source, string text)
{
    private readonly Parser parser = new(new StringReader(text));
    private readonly Dictionary<string, YamlNode?> anchors = new(StringComparer.Ordinal);
    private long line = 1;

    /// <summary>The next document's root, or null at the end.</summary>
    /// <exception cref="UnreadableDocumentException">This is no YAML.</exception>
    public YamlNode? Next()
    {
        while (true)
        {
            switch (Advance())
            {
                case null or StreamEnd:
                    return null;
                case NodeEvent or AnchorAlias:
                    anchors.Clear();
                    return Compose(parser.Current, 0);
                default:
                    continue;
            }
        }
    }

    private YamlNode Compose(ParsingEvent? current, int depth)
    {
        if (depth > YamlReader.MaximumDepth)
        {
            throw Error($"nested deeper than {YamlReader.MaximumDepth} levels");
        }

        if (current is AnchorAlias alias)
        {
            return Resolve(alias);
        }

        var anchor = current is NodeEvent { Anchor.IsEmpty: false } anchored ? anchored.Anchor.Value : null;
        if (anchor is not null)
        {
            anchors[anchor] = null; // known, and not to be had before it is complete
        }

        YamlNode node = current switch
        {
            SequenceStart start => ComposeSequence(start, depth),
            MappingStart start => ComposeMapping(start, depth),
            Scalar scalar => ComposeScalar(scalar),
            _ => throw Error("ends in the middle of a value"),
        };
        if (anchor is not null)
        {
            anchors[anchor] = node;
        }

        return node;
    }

    private YamlNode.Scalar ComposeScalar(Scalar scalar)
    {
        var tag = scalar.Tag.IsEmpty ? null : scalar.Tag.IsNonSpecific ? "!" : scalar.Tag.Value;
        return new YamlNode.Scalar(line, scalar.Value, tag, scalar.Style == ScalarStyle.Plain)
        {
            Start = (int)scalar.Start.Index,
            End = (int)scalar.End.Index,
        };
    }

    private YamlNode.Sequence ComposeSequence(SequenceStart start, int depth)
    {
        var sequence = new YamlNode.Sequence(line) { Start = (int)start.Start.Index };
        for (var next = Advance(); next is not SequenceEnd; next = Advance())
        {
            sequence.Items.Add(Compose(next, depth + 1));
        }

        sequence.End = End(start.Style == SequenceStyle.Flow, sequence.Items is [.., var last] ? last : null);
        return sequence;
    }

    private YamlNode.Mapping ComposeMapping(MappingStart start, int depth)
    {
        var mapping = new YamlNode.Mapping(line) { Start = (int)start.Start.Index, IsFlow = start.Style == MappingStyle.Flow };
        for (var next = Advance(); next is not MappingEnd; next = Advance())
        {
            var key = Compose(next, depth + 1);
            mapping.Entries.Add((key, Compose(Advance(), depth + 1)));
        }

        mapping.End = End(mapping.IsFlow, mapping.Entries is [.., var last] ? last.Value : null);
        return mapping;
    }

    // The event of an end has the place of the closing brace, or, after a block, of what comes next.
    private int End(bool isFlow, YamlNode? last) => isFlow || last is null ? (int)(parser.Current?.Start.Index ?? 0) + 1 : last.End;

    private YamlNode.Alias Resolve(AnchorAlias alias)
    {
        if (!anchors.TryGetValue(alias.Value.Value, out var target))
        {
            throw Error($"unknown anchor '{alias.Value.Value}' referenced");
        }

        return new YamlNode.Alias(line, target ?? throw Error($"anchor '{alias.Value.Value}' contains itself"))
        {
            Start = (int)alias.Start.Index,
            End = (int)alias.End.Index,
        };
    }

    private ParsingEvent? Advance()
    {
        try
        {
            if (!parser.MoveNext())
            {
                return null;
            }
        }
        catch (YamlException exception)
        {
            line = Math.Max(1, exception.End.Line);
            throw new UnreadableDocumentException(source, line, Reason(exception), Hint(), exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // The parser trips over some texts instead of refusing them.
            throw new UnreadableDocumentException(source, line, "not valid YAML", null, exception);
        }

        line = Math.Max(1, parser.Current?.Start.Line ?? line);
        return parser.Current;
    }

    private UnreadableDocumentException Error(string reason) => new(source, line, reason);

    private static string Reason(YamlException exception)
    {
        var message = exception.Message.TrimEnd('.');
        return message.Length == 0 ? "not valid YAML" : char.ToLowerInvariant(message[0]) + message[1..];
    }

    private string? Hint()
    {
        var rest = text.AsSpan();
        for (var skipped = 1L; skipped < line && rest.IndexOf('\n') is var end and >= 0; skipped++)
        {
            rest = rest[(end + 1)..];
        }

        var indent = rest[..(rest.Length - rest.TrimStart(" \t").Length)];
        return indent.Contains('\t') ? "indent with spaces: YAML does not take tabs" : null;
    }
}
