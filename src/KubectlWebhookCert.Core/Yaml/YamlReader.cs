using System.Buffers;
using System.Text.Json;

namespace KubectlWebhookCert.Core.Yaml;

/// <summary>
/// Reads YAML (and JSON, which is tried first where a text looks like it) as kubectl does: plain scalars mean what
/// go-yaml v2 takes them for (<c>yes</c>, <c>0o17</c>, <c>~</c>), keys become strings, aliases and merge keys are resolved.
/// Stricter than kubectl in one thing: a key that appears twice is an error.
/// </summary>
public static class YamlReader
{
    /// <summary>Objects and lists nested deeper than this are refused.</summary>
    public const int MaximumDepth = 500;

    /// <summary>Longer texts are refused, in characters.</summary>
    public const int MaximumLength = 256 * 1024 * 1024;

    /// <summary>Every document of a text that is not empty, in order.</summary>
    /// <param name="text">One or more YAML documents, or one or more JSON values.</param>
    /// <param name="source">How to name the text in errors: a path as the user wrote it.</param>
    /// <exception cref="UnreadableDocumentException">It is neither, or goes past a bound.</exception>
    public static IReadOnlyList<YamlDocument> Read(string text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaximumLength)
        {
            throw new UnreadableDocumentException(source, 1, "more than 256 MiB of text");
        }

        if (!JsonDocuments.LooksLikeJson(text))
        {
            return ReadYamlLeniently(text, source);
        }

        try
        {
            return JsonDocuments.Read(text, source);
        }
        catch (UnreadableDocumentException json)
        {
            // A flow mapping looks like JSON and is YAML. Where it is neither, JSON is what the author had in mind.
            try
            {
                return ReadYamlLeniently(text, source);
            }
            catch (UnreadableDocumentException)
            {
                throw json;
            }
        }
    }

    private static List<YamlDocument> ReadYamlLeniently(string text, string source)
    {
        try
        {
            return ReadYaml(text, source);
        }
        catch (UnreadableDocumentException exception) when (exception.Reason.Contains("found extra spaces in first line", StringComparison.Ordinal))
        {
            // Templates leave blanks on the empty lines of a block scalar; our parser refuses them before the first text, go-yaml does not.
            return ReadYaml(BlankLines.Trim(text), source);
        }
    }

    private static List<YamlDocument> ReadYaml(string text, string source)
    {
        var documents = new List<YamlDocument>();
        var composer = new YamlComposer(source, text);
        var buffer = new ArrayBufferWriter<byte>(Math.Max(256, Math.Min(text.Length, 1 << 20)));
        while (composer.Next() is { } root)
        {
            if (root is YamlNode.Scalar { Plain: true, Tag: null } scalar && ScalarResolver.IsNull(scalar.Value))
            {
                continue;
            }

            buffer.ResetWrittenCount();
            using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, MaxDepth = MaximumDepth + 2 }))
            {
                new YamlToJson(source, writer, text.Length).Write(root);
            }

            documents.Add(new YamlDocument(Parse(buffer.WrittenMemory, source, root.Line), root.Line));
        }

        return documents;
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> json, string source, long line)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaximumDepth + 2 });
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new UnreadableDocumentException(source, line, "cannot be expressed as JSON", null, exception);
        }
    }
}
