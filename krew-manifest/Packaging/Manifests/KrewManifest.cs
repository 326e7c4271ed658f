using System.Text.Json;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Packaging.Manifests;

/// <summary>A Krew plugin manifest.</summary>
/// <param name="FileName">The file's name without its folder.</param>
/// <param name="Json">As written.</param>
internal sealed record KrewManifest(string FileName, JsonElement Json)
{
    /// <summary>The plugin's name; empty where it does not say.</summary>
    public string Name => Json.Text("metadata", "name") ?? string.Empty;

    /// <summary>One line on what it does; empty where it does not say.</summary>
    public string ShortDescription => Json.Text("spec", "shortDescription") ?? string.Empty;

    /// <summary>What it does; empty where it does not say.</summary>
    public string Description => Json.Text("spec", "description") ?? string.Empty;

    /// <summary>Its version; empty where it does not say.</summary>
    public string Version => Json.Text("spec", "version") ?? string.Empty;

    /// <summary>What it is released for.</summary>
    public IReadOnlyList<PlatformEntry> Platforms => [.. Json.Items("spec", "platforms").Select((platform, index) => new PlatformEntry(index, platform))];

    /// <summary>Reads a manifest.</summary>
    /// <param name="fileName">The file's name without its folder.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="UnreadableDocumentException">It is not YAML.</exception>
    /// <exception cref="PackagingException">It is not one document.</exception>
    public static KrewManifest Read(string fileName, string text) => YamlReader.Read(text, fileName) is [var only]
        ? new KrewManifest(fileName, only.Json)
        : throw new PackagingException($"{fileName} is not one YAML document", "make krew-manifest");
}
