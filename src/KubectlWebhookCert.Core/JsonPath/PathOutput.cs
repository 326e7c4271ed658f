using System.Globalization;
using System.Text;
using System.Text.Json;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Core.JsonPath;

/// <summary>Prints results: joined by blanks, strings as they are, lists and objects as Go's encoding/json writes them.</summary>
internal static class PathOutput
{
    /// <summary>Appends the results of one expression.</summary>
    public static void Append(StringBuilder output, List<PathValue> results)
    {
        for (var index = 0; index < results.Count; index++)
        {
            if (index > 0)
            {
                output.Append(' ');
            }

            var value = results[index];
            if (value.Kind is PathKind.List or PathKind.Map)
            {
                AppendJson(output, value.Json);
            }
            else
            {
                output.Append(value.Print());
            }
        }
    }

    private static void AppendJson(StringBuilder output, JsonElement json)
    {
        var separator = string.Empty;
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                output.Append('{');
                foreach (var property in json.Properties().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    output.Append(separator);
                    AppendText(output, property.Name);
                    output.Append(':');
                    AppendJson(output, property.Value);
                    separator = ",";
                }

                output.Append('}');
                break;
            case JsonValueKind.Array:
                output.Append('[');
                foreach (var item in json.EnumerateArray())
                {
                    output.Append(separator);
                    AppendJson(output, item);
                    separator = ",";
                }

                output.Append(']');
                break;
            case JsonValueKind.String:
                AppendText(output, json.GetString() ?? string.Empty);
                break;
            case JsonValueKind.Number when !json.TryGetInt64(out _) && json.TryGetDouble(out var real) && double.IsFinite(real):
                output.Append(GoNumber.Json(real));
                break;
            default:
                output.Append(json.GetRawText());
                break;
        }
    }

    private static void AppendText(StringBuilder output, string text)
    {
        output.Append('"');
        foreach (var letter in text)
        {
            var escape = letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => null,
            };
            _ = escape is null ? output.Append(letter) : output.Append(escape);
        }

        output.Append('"');
    }
}
