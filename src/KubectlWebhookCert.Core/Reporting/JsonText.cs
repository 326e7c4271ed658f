using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>JSON as kubectl prints it.</summary>
public static class JsonText
{
    // Everything but what JSON itself needs escaped stays readable; the output is a file, not a page.
    private static readonly JsonWriterOptions Options =
        new() { Indented = true, IndentSize = 4, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Four-blank indentation, line feeds, no line feed at the end.</summary>
    /// <param name="json">Any value.</param>
    public static string Indented(JsonElement json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
