namespace KubectlWebhookCert.Packaging.Archives;

/// <summary>What an archive holds under one name.</summary>
/// <param name="Name">Its path in there, as written.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsExecutable">Whether its owner may execute it.</param>
internal sealed record ArchiveEntry(string Name, ArchiveEntryKind Kind, bool IsExecutable);
