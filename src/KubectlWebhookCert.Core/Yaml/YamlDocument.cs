using System.Text.Json;

namespace KubectlWebhookCert.Core.Yaml;

/// <summary>One document of a text.</summary>
/// <param name="Json">Its content as JSON; stands on its own.</param>
/// <param name="Line">The line on which its content begins, from 1.</param>
public sealed record YamlDocument(JsonElement Json, long Line);
