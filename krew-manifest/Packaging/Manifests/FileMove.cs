namespace KubectlWebhookCert.Packaging.Manifests;

/// <summary>One item of a platform's <c>files</c>.</summary>
/// <param name="From">A path in the archive, or a pattern of Go's <c>filepath.Glob</c>.</param>
/// <param name="To">A folder among the installed files, or the new path of a single file.</param>
internal sealed record FileMove(string From, string To);
