namespace KubectlWebhookCert.Packaging.Archives;

/// <summary>What an entry of an archive is.</summary>
internal enum ArchiveEntryKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A link, a device or the like: Krew refuses a tar file with one.</summary>
    Other,
}
