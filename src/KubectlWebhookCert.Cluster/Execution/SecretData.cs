using System.Text.Json.Nodes;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Planning;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>The entries of a Secret on their way to the API server.</summary>
internal static class SecretData
{
    /// <summary>What stands under <c>data</c>.</summary>
    public static JsonObject Of(ValueList<SecretEntry> entries)
    {
        var data = new JsonObject();
        foreach (var entry in entries)
        {
            data[entry.Key] = Convert.ToBase64String(entry.Value.Span);
        }

        return data;
    }
}
