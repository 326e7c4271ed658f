using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using KubectlWebhookCert.Commands.Tests;

namespace KubectlWebhookCert.Core.Tests.Fixtures;

/// <summary>Documents against the schemas of docs/.</summary>
internal static class Schemas
{
    /// <summary>What a schema has against a document.</summary>
    public static List<string> Problems<T>(string schemaName, T document, JsonTypeInfo<T> type)
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Repository.PathOf($"docs/{schemaName}.schema.json")));
        return new JsonSchemaValidator(schema.RootElement).Validate(JsonSerializer.SerializeToElement(document, type));
    }
}
