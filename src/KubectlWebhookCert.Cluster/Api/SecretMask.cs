using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>Takes what nobody may see out of a body before it is logged: the data of Secrets, tokens, passwords, private keys.</summary>
internal static class SecretMask
{
    /// <summary>What stands in the place of what was taken out.</summary>
    public const string Mask = "<masked>";

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = ApiAnswer.DeepestJson };

    /// <summary>The body as it may be shown.</summary>
    /// <param name="body">UTF-8.</param>
    /// <param name="ofSecrets">The request is about Secrets, so that patches and list items are theirs though they do not say it.</param>
    /// <param name="credential">Its token and password are taken out wherever they stand.</param>
    public static string Apply(ReadOnlyMemory<byte> body, bool ofSecrets, Credential credential)
    {
        var shown = Json(body, ofSecrets) ?? Plain(body, ofSecrets);
        foreach (var secret in (ReadOnlySpan<string?>)[credential.Token, credential.Password])
        {
            if (!string.IsNullOrEmpty(secret))
            {
                shown = shown.Replace(secret, Mask, StringComparison.Ordinal);
            }
        }

        return shown;
    }

    private static string Plain(ReadOnlyMemory<byte> body, bool ofSecrets)
    {
        var text = Encoding.UTF8.GetString(body.Span);
        return (ofSecrets && text.Contains('{', StringComparison.Ordinal)) || IsPrivateKey(text) ? Mask : text;
    }

    private static string? Json(ReadOnlyMemory<byte> body, bool ofSecrets)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = ApiAnswer.DeepestJson });
            var buffer = new ArrayBufferWriter<byte>(Math.Max(body.Length, 1));
            using (var writer = new Utf8JsonWriter(buffer, Writing))
            {
                Write(writer, document.RootElement, ofSecrets);
            }

            return Encoding.UTF8.GetString(buffer.WrittenSpan);
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // half a surrogate pair, which JSON can write and no string can hold
            return Mask;
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement json, bool ofSecret)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                var secret = ofSecret || json.Text("kind") is "Secret" or "SecretList";
                writer.WriteStartObject();
                foreach (var property in json.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    WriteProperty(writer, property, secret);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in json.EnumerateArray())
                {
                    Write(writer, item, ofSecret);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String when IsPrivateKey(json.GetString()!):
                writer.WriteStringValue(Mask);
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }

    private static void WriteProperty(Utf8JsonWriter writer, JsonProperty property, bool ofSecret)
    {
        var hidden = property.Name switch
        {
            "token" or "bearerToken" or "password" or "clientKeyData" => true,
            "data" or "stringData" or "value" or "kubectl.kubernetes.io/last-applied-configuration" => ofSecret,
            _ => false,
        };
        if (!hidden)
        {
            Write(writer, property.Value, ofSecret);
        }
        else if (property.Value.ValueKind != JsonValueKind.Object)
        {
            writer.WriteStringValue(Mask);
        }
        else
        {
            // the keys stay to be seen
            writer.WriteStartObject();
            foreach (var inner in property.Value.EnumerateObject())
            {
                writer.WriteString(inner.Name, Mask);
            }

            writer.WriteEndObject();
        }
    }

    /// <summary>PEM, or the base64 of PEM at any of its three offsets.</summary>
    private static bool IsPrivateKey(string text) =>
        text.Contains("PRIVATE KEY-----", StringComparison.Ordinal)
        || text.Contains("UFJJVkFURSBLRVkt", StringComparison.Ordinal)
        || text.Contains("BSSVZBVEUgS0VZL", StringComparison.Ordinal)
        || text.Contains("QUklWQVRFIEtFWS", StringComparison.Ordinal);
}
