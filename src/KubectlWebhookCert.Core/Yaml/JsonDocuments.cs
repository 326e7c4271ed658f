using System.Globalization;
using System.Text;
using System.Text.Json;

namespace KubectlWebhookCert.Core.Yaml;

/// <summary>JSON read directly, several values one after the other included, as kubectl streams them.</summary>
internal static class JsonDocuments
{
    /// <summary>Whether a text begins as a JSON object or list does.</summary>
    public static bool LooksLikeJson(ReadOnlySpan<char> text) => text.TrimStart("\uFEFF \t\r\n") is ['{' or '[', ..];

    /// <summary>Every value of the text, in order.</summary>
    /// <exception cref="UnreadableDocumentException">This is no JSON.</exception>
    public static List<YamlDocument> Read(string text, string source)
    {
        var bytes = Encoding.UTF8.GetBytes(ReplaceLoneSurrogates(text.TrimStart('\uFEFF')));
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = YamlReader.MaximumDepth });
        var documents = new List<YamlDocument>();
        var line = 1L;
        var counted = 0;
        try
        {
            while (reader.Read())
            {
                var start = (int)reader.TokenStartIndex;
                line += bytes.AsSpan(counted, start - counted).Count((byte)'\n');
                counted = start;
                using var document = JsonDocument.ParseValue(ref reader);
                documents.Add(new YamlDocument(document.RootElement.Clone(), line));
            }
        }
        catch (JsonException exception)
        {
            // The runtime's own words are left out of the native binary; the place is what helps. Both count from 0.
            throw new UnreadableDocumentException(
                source,
                (exception.LineNumber ?? 0) + 1,
                string.Create(CultureInfo.InvariantCulture, $"not valid JSON at byte {(exception.BytePositionInLine ?? 0) + 1}"),
                null,
                exception);
        }

        return documents;
    }

    /// <summary>Half of a surrogate pair cannot be had as a string here; Go reads U+FFFD in its place.</summary>
    private static string ReplaceLoneSurrogates(string text)
    {
        if (!text.Contains("\\ud", StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }

        var repaired = text.ToCharArray();
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] != '\\')
            {
                continue;
            }

            var isHigh = IsSurrogateEscape(text, index, 'B');
            if (isHigh && IsSurrogateEscape(text, index + 6, 'F'))
            {
                index += 11;
            }
            else if (isHigh || IsSurrogateEscape(text, index, 'F'))
            {
                "fffd".CopyTo(0, repaired, index + 2, 4);
                index += 5;
            }
            else
            {
                index++;
            }
        }

        return new string(repaired);
    }

    /// <summary>Whether an escape of a high (D8 to DB) or low (DC to DF) surrogate stands at a place.</summary>
    private static bool IsSurrogateEscape(string text, int index, char lastOfRange) =>
        index + 6 <= text.Length && text[index] == '\\' && text[index + 1] == 'u' && text[index + 2] is 'd' or 'D' &&
        (lastOfRange == 'B' ? "89ABab" : "CDEFcdef").Contains(text[index + 3], StringComparison.Ordinal) &&
        char.IsAsciiHexDigit(text[index + 4]) && char.IsAsciiHexDigit(text[index + 5]);
}
