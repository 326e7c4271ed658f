using System.Text;
using System.Text.Json;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Patching;

namespace KubectlWebhookCert.Cluster.Snapshots;

/// <summary><c>stringData</c> of a Secret: only ever written; a server encodes it into <c>data</c>.</summary>
/// <remarks>Source: Kubernetes API reference, Secret v1.</remarks>
internal static class SecretText
{
    /// <summary>The Secret as a server keeps it.</summary>
    public static JsonElement Encode(JsonElement secret)
    {
        if (secret.ValueKind != JsonValueKind.Object || !secret.TryGetProperty("stringData", out _))
        {
            return secret;
        }

        var texts = secret.Properties("stringData").Where(text => text.Value.ValueKind == JsonValueKind.String).ToArray();
        return MergePatch.Apply(secret, ObjectMetadata.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNull("stringData");
            if (texts.Length > 0)
            {
                writer.WriteStartObject("data");
                foreach (var text in texts)
                {
                    writer.WriteBase64String(text.Name, Encoding.UTF8.GetBytes(text.Value.GetString() ?? string.Empty));
                }

                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }));
    }
}
