namespace KubectlWebhookCert.Packaging.Archives;

/// <summary>A file to put into an archive.</summary>
/// <param name="Name">Its path in there, with forward slashes.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="IsExecutable">Mode 0755 and not 0644: Krew keeps an archive's modes and sets none itself.</param>
internal sealed record PackedFile(string Name, ReadOnlyMemory<byte> Content, bool IsExecutable);
