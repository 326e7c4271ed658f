using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>JSON as kubectl prints it.</summary>
public static class JsonText
{
    // Everything but what JSON itself needs escaped stays readable; the output is a file, not a page.
    private static readonly JsonWriterOptions Options =
        new() { Indented = true, IndentSize = 4, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Four-blank indentation, each line ended by a line feed.</summary>
    /// <param name="document">Any value.</param>
    /// <param name="type">How it is serialised.</param>
    /// <typeparam name="T">What it is.</typeparam>
    public static string Indented<T>(T document, JsonTypeInfo<T> type)
        where T : class => Indented(writer => JsonSerializer.Serialize(writer, document, type));

    /// <summary>The same of what is JSON already.</summary>
    /// <param name="json">Any value.</param>
    public static string Indented(JsonElement json) => Indented(json.WriteTo);

    private static string Indented(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        buffer.Write("\n"u8);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
