using System.Text.Json.Serialization;

namespace KubectlWebhookCert.Cluster.Adopting;

/// <summary>What holders of trust held before they were adopted, as a Secret in the cluster keeps it.</summary>
internal sealed record TrustBackupDocument(string ApiVersion, DateTimeOffset Taken, IReadOnlyList<TrustBackupDocument.Held> Places)
{
    /// <summary>The version of this form.</summary>
    public const string Version = "kubectl-webhook-cert/v1";

    /// <summary>One place; <see cref="Webhook"/> is null for a key of a ConfigMap.</summary>
    internal sealed record Held(string Kind, string? Namespace, string Name, string? Key, Entry? Webhook, byte[] Before, byte[] After);

    internal sealed record Entry(string Name, int Index, string ServerName);
}

/// <summary>Reads and writes it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TrustBackupDocument))]
internal sealed partial class AdoptingJson : JsonSerializerContext;
