using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Packaging.Manifests;

/// <summary>One item of a Krew manifest's <c>spec.platforms</c>.</summary>
/// <param name="Index">Its place in the list, from 0.</param>
/// <param name="Json">As written.</param>
internal sealed record PlatformEntry(int Index, JsonElement Json)
{
    /// <summary>How to name it in a message.</summary>
    public string Place => $"spec.platforms[{Index}]";

    /// <summary>Where its archive is; empty where it does not say.</summary>
    public string Uri => Json.Text("uri") ?? string.Empty;

    /// <summary>The archive's SHA-256; empty where it does not say.</summary>
    public string Sha256 => Json.Text("sha256") ?? string.Empty;

    /// <summary>The program in the installed files; empty where it does not say.</summary>
    public string Bin => Json.Text("bin") ?? string.Empty;

    /// <summary>What is moved from the archive to the installed files; Krew's default where it does not say.</summary>
    public IReadOnlyList<FileMove> Moves => Json.At("files") is null
        ? [new FileMove("*", ".")]
        : [.. Json.Items("files").Select(file => new FileMove(file.Text("from") ?? string.Empty, file.Text("to") ?? string.Empty))];

    /// <summary>Which systems it is for; null where it does not say.</summary>
    public PlatformSelector? Selector => Json.At("selector") is { } selector ? new PlatformSelector(selector) : null;
}
